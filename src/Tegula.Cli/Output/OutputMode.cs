namespace Tegula.Cli.Output;

/// <summary>How a command talks.</summary>
/// <param name="Json">One JSON document instead of text for people.</param>
/// <param name="Quiet">No progress.</param>
/// <param name="NoColor">No colours.</param>
internal sealed record OutputMode(bool Json, bool Quiet, bool NoColor)
{
    /// <summary>Whether a progress line should be drawn: only for someone who looks at a terminal.</summary>
    public bool ShowsProgress => !Quiet && !Console.IsErrorRedirected;
}
