namespace Tegula.Cli.Errors;

/// <summary>A command ended before its answer; the message is one line that says why.</summary>
/// <param name="message">One line without the program's name.</param>
/// <param name="exitCode">One of <see cref="Errors.ExitCode"/>.</param>
#pragma warning disable RCS1194, CA1064 // thrown with a message only and caught in this program only
internal sealed class CommandException(string message, int exitCode) : Exception(message)
#pragma warning restore RCS1194, CA1064
{
    /// <summary>What the process returns.</summary>
    public int ExitCode { get; } = exitCode;
}
