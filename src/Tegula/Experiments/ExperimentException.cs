namespace Tegula.Experiments;

/// <summary>An experiment cannot be run as asked. The message is one line: what is wrong, and what would be right.</summary>
public sealed class ExperimentException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, and what would be right.</param>
    public ExperimentException(string message)
        : base(message)
    {
    }
}
