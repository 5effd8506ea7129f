namespace Tegula.Search;

/// <summary>A search that cannot be: its parts do not fit together. The message is one line: what is wrong, and what would be right.</summary>
public sealed class SearchRequestException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One line: what is wrong, and what would be right.</param>
    public SearchRequestException(string message)
        : base(message)
    {
    }
}
