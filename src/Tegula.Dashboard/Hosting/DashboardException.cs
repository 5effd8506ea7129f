namespace Tegula.Dashboard.Hosting;

/// <summary>The dashboard cannot be started; the message is one line that says what, and what would be right.</summary>
public sealed class DashboardException : Exception
{
    /// <summary>An error with its line.</summary>
    /// <param name="message">One line.</param>
    /// <param name="inner">What the system said; null where it is not its doing.</param>
    public DashboardException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>True when the request was right and something is in its way: a port in use. False when the request has to be changed.</summary>
    public bool IsFailure { get; init; }
}
