namespace Tegula.Studies;

/// <summary>A study cannot be opened, read, written or gone on with; the message is one line that says what, where, and what would be right.</summary>
public sealed class StudyException : Exception
{
    /// <summary>An error with its line.</summary>
    /// <param name="message">One line.</param>
    /// <param name="inner">What the database said; null where it is not its doing.</param>
    public StudyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>
    /// True when the request was right and something gave way while it ran: a full disk, a lost server. False when the request has to be changed.
    /// </summary>
    public bool IsFailure { get; init; }
}
