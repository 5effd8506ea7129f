namespace Tegula.Architectures;

/// <summary>A text does not describe an architecture. The message is one line: the position, what stands there, and what was expected.</summary>
public sealed class ArchitectureFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="position">Where the text goes wrong: the first character is 1, the end of the text its length + 1.</param>
    /// <param name="message">One line: where, what stands there, what was expected.</param>
    public ArchitectureFormatException(int position, string message)
        : base(message) => Position = position;

    /// <summary>Where the text goes wrong: the first character is 1, the end of the text its length + 1.</summary>
    public int Position { get; }
}
