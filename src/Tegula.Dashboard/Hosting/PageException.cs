namespace Tegula.Dashboard.Hosting;

/// <summary>A page cannot be shown, or an action not be done; the message is one line that says what, and what would be right.</summary>
/// <param name="status">HTTP status: 400 to 599.</param>
/// <param name="message">One line for whoever asked.</param>
public sealed class PageException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>Time after which it is worth asking again; null where that is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
