namespace Tegula.Search;

/// <summary>
/// A reference sample that cannot be read or does not fit what is asked of it. The message is one line: what is wrong, and what would be right.
/// </summary>
public sealed class ReferenceSampleException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, and what would be right.</param>
    public ReferenceSampleException(string message)
        : base(message)
    {
    }
}
