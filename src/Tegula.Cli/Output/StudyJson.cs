using System.Text.Json;
using Tegula.Studies;

namespace Tegula.Cli.Output;

/// <summary>One study: what was asked, and where it stands.</summary>
internal sealed record StudyJson
{
    /// <summary>Name within its store.</summary>
    public required string Name { get; init; }

    /// <summary>The command that made it.</summary>
    public required string Command { get; init; }

    /// <summary>Id of the search method; null without one.</summary>
    public required string? Method { get; init; }

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>The objective; null without one.</summary>
    public required string? Objective { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary><c>reference</c> or <c>fast</c>.</summary>
    public required string Fidelity { get; init; }

    /// <summary>The data.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of the data.</summary>
    public required string DataSha256 { get; init; }

    /// <summary><c>running</c> (or its process was killed), <c>stopped</c>, <c>done</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Steps done.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps asked for; null where they are not known before.</summary>
    public required int? Asked { get; init; }

    /// <summary>Evaluations that it used.</summary>
    public required long Evaluations { get; init; }

    /// <summary>Its answer; null while there is none.</summary>
    public required string? Answer { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public required string? Error { get; init; }

    /// <summary>When it was asked for first (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was written to last (UTC).</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Version of the library that began it.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the machine that began it.</summary>
    public required string Machine { get; init; }

    /// <summary>What was asked, in a few words: <c>search evolution on nas-bench-201</c>.</summary>
    public string Asking() => $"{string.Join(' ', ((string?[])[Command, Method]).Where(word => word is not null))} on {Space}";

    /// <summary>How far it is: <c>7/100</c>, or <c>7</c> where no number was asked for.</summary>
    public string Progress() => Asked is { } asked ? $"{Steps}/{asked}" : $"{Steps}";

    /// <summary>The status as people read it.</summary>
    public string StatusText() => Status == "running" ? "running or killed" : Status;

    /// <summary>A study of a store.</summary>
    /// <param name="study">The study.</param>
    /// <param name="evaluations">Evaluations that it used.</param>
    public static StudyJson Of(Study study, long evaluations) => new()
    {
        Name = study.Name,
        Command = study.Definition.Command,
        Method = study.Definition.Method,
        Space = study.Definition.Space,
        Objective = study.Definition.Objective,
        Seed = study.Definition.Seed,
        Fidelity = study.Definition.Fidelity,
        Data = study.Definition.Data,
        DataSha256 = study.Definition.DataSha256,
        Status = JsonNamingPolicy.KebabCaseLower.ConvertName($"{study.Status}"),
        Steps = study.Steps,
        Asked = study.Definition.Steps,
        Evaluations = evaluations,
        Answer = study.Answer,
        Error = study.Error,
        Created = study.Created,
        Updated = study.Updated,
        Version = study.Version,
        Machine = study.Machine,
    };
}
