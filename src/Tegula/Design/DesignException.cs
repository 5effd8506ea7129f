namespace Tegula.Design;

/// <summary>A request for a design that cannot be met. The message is one line: what is wrong, and what would be right.</summary>
public sealed class DesignException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, and what would be right.</param>
    public DesignException(string message)
        : base(message)
    {
    }
}
