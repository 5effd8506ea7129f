using System.Globalization;
using Tegula.Architectures;
using Tegula.Dashboard.Components;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>One evaluation of a store with all that a page says of it.</summary>
public sealed record ArchitecturePageModel
{
    // A heading is read at a glance; longer texts stand below it.
    private const int LongestHeading = 100;
    private const int MostSteps = 50;

    /// <summary>Where it lies.</summary>
    public required ShelvedStore Store { get; init; }

    /// <summary>The evaluation.</summary>
    public required StoredEvaluation Evaluation { get; init; }

    /// <summary>How it was measured; null where the store does not say.</summary>
    public required StoredContext? Context { get; init; }

    /// <summary>The study in which it is looked at; null for none.</summary>
    public required StudySnapshot? Snapshot { get; init; }

    /// <summary>The architecture; null where its text is none.</summary>
    public IArchitecture? Architecture { get; init; }

    /// <summary>Its cells; empty where there is nothing to draw.</summary>
    public IReadOnlyList<NamedCell> Cells { get; init; } = [];

    /// <summary>The heading.</summary>
    public string Heading => IsLong ? $"Architecture {Evaluation.Id} of {Store.Name}" : Evaluation.Architecture;

    /// <summary>Whether the text of the architecture is too long for a heading.</summary>
    public bool IsLong => Evaluation.Architecture.Length > LongestHeading || Evaluation.Architecture.Trim().Length == 0;

    /// <summary>The pages above it.</summary>
    public IReadOnlyList<Crumb> Crumbs => Snapshot is null
        ? [new("Studies", "/")]
        : [new("Studies", "/"), new(Snapshot.Study.Name, StudyAddress(Snapshot.Study.Id))];

    /// <summary>A step of the study that it answered; null without a study, or where that did not ask for it.</summary>
    public int? Step => Snapshot?.StepOf(Evaluation.Id);

    /// <summary>Its indicators in the order measured.</summary>
    public IReadOnlyList<IndicatorRow> Indicators => [.. Evaluation.Indicators.Select(pair => IndicatorRow.Of(pair.Key, pair.Value, Snapshot, Step))];

    /// <summary>The first steps that it answered.</summary>
    public IReadOnlyList<StudyStep> Steps => Snapshot is null || Step is null
        ? []
        : [.. Snapshot.Steps.Where(step => step.Evaluation.Id == Evaluation.Id).Take(MostSteps).Select(step => step.Step)];

    /// <summary>How many steps it answered.</summary>
    public int StepCount => Step is { } step ? Snapshot!.Asked(step) : 0;

    /// <summary>How and when it was measured.</summary>
    public IReadOnlyList<Fact> Origin =>
    [
        .. Snapshot?.Study.Definition is { } definition
            ? new Fact[] { new("method", definition.Method ?? $"none ({definition.Command})"), new("seed of the study", $"{definition.Seed}") }
            : [],
        new("measured", Evaluation.Started.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
        new("took", $"{Evaluation.Seconds.ToString("0.###", CultureInfo.InvariantCulture)} s with {Threads}"),
        new("machine", Evaluation.Machine), new("version", Evaluation.Version), new("canonical form", Evaluation.Computation),
        new("SHA-256", Evaluation.Sha256),
    ];

    /// <summary>What decides the bits of the numbers, beside architecture and indicators.</summary>
    public IReadOnlyList<Fact> Settings => Context is null
        ? []
        :
        [
            new("space", Context.Context.Space), new("data", Context.Context.DataId), new("SHA-256 of the data", Context.Context.DataSha256),
            .. Context.Context.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => new Fact(setting.Key, setting.Value)),
            new("revision", $"{Context.Context.Revision}"), new("key of the context", Context.Context.Key),
        ];

    private string Threads => Evaluation.Threads == 1 ? "1 thread" : $"{Evaluation.Threads} threads";

    /// <summary>The address of a download.</summary>
    /// <param name="what"><c>genotype</c>, <c>drawing.svg</c> or <c>evaluation.json</c>.</param>
    public string Download(string what) => $"{ArchitectureAddress.Of(Store, Evaluation.Id)}/{what}";

    /// <summary>The address of a study of the same store.</summary>
    public string StudyAddress(long study) => $"/studies/{Uri.EscapeDataString(Store.Slug)}/{study}";
}
