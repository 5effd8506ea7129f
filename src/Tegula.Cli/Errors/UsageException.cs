namespace Tegula.Cli.Errors;

/// <summary>The request was wrong; the message is one line that says what and how to mend it.</summary>
/// <param name="message">One line without the program's name.</param>
#pragma warning disable RCS1194, CA1064 // thrown with a message only and caught in this program only
internal sealed class UsageException(string message) : Exception(message);
#pragma warning restore RCS1194, CA1064
