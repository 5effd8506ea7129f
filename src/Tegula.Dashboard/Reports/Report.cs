using Tegula.Dashboard.Figures;

namespace Tegula.Dashboard.Reports;

/// <summary>What a command found, for people who were not there: one file that needs nothing else.</summary>
public sealed record Report
{
    /// <summary>What it is about, any text.</summary>
    public required string Title { get; init; }

    /// <summary>The result in a sentence or two, any text.</summary>
    public required string Summary { get; init; }

    /// <summary>The command that made it, as it is typed in a shell.</summary>
    public required string Command { get; init; }

    /// <summary>Version, seed, data, time: what is needed to make it again.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>The parts in order.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }
}
