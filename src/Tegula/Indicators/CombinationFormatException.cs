namespace Tegula.Indicators;

/// <summary>A text that names no combination of indicators. The message is one line: what is wrong, and what would be right.</summary>
public sealed class CombinationFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, and what would be right.</param>
    public CombinationFormatException(string message)
        : base(message)
    {
    }
}
