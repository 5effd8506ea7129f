namespace Tegula.Studies;

/// <summary>What a study was asked to do: enough to ask for it again on another machine.</summary>
public sealed record StudyDefinition
{
    /// <summary>The command, such as <c>search</c> or <c>score</c>.</summary>
    public required string Command { get; init; }

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the search method; null without one.</summary>
    public string? Method { get; init; }

    /// <summary>The objective as text; null without one.</summary>
    public string? Objective { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary><c>reference</c> or <c>fast</c>.</summary>
    public required string Fidelity { get; init; }

    /// <summary>The data as <see cref="Datasets.DatasetSpec"/> reads it, with a full path.</summary>
    public required string Data { get; init; }

    /// <summary><see cref="Datasets.ImageDataset.ContentHash"/> of the data.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Steps asked for; null where they are not known before.</summary>
    public int? Steps { get; init; }

    /// <summary>The whole request as JSON, whatever the command needs to ask again.</summary>
    public required string Request { get; init; }
}
