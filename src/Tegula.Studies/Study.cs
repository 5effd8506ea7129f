namespace Tegula.Studies;

/// <summary>One search, or one list of architectures to be scored: what was asked, and where it stands.</summary>
public sealed record Study
{
    /// <summary>Number within its store; other stores number otherwise.</summary>
    public required long Id { get; init; }

    /// <summary>Name, unique within its store.</summary>
    public required string Name { get; init; }

    /// <summary>What was asked.</summary>
    public required StudyDefinition Definition { get; init; }

    /// <summary>Where it stands.</summary>
    public required StudyStatus Status { get; init; }

    /// <summary>When it was asked for first (UTC).</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was written to last (UTC).</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Version of the library that began it.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the machine that began it.</summary>
    public required string Machine { get; init; }

    /// <summary>Steps done: proposals told, or architectures of the list that have a score.</summary>
    public required int Steps { get; init; }

    /// <summary>
    /// The method's state after <see cref="StateSteps"/> steps, as <see cref="Search.SearchStateJson"/> writes it; null before the first save, and without a
    /// method.
    /// </summary>
    public string? State { get; init; }

    /// <summary>Steps after which <see cref="State"/> was saved.</summary>
    public int StateSteps { get; init; }

    /// <summary>The answer as text; null while there is none.</summary>
    public string? Answer { get; init; }

    /// <summary>Why it failed, in one line; null unless <see cref="StudyStatus.Failed"/>.</summary>
    public string? Error { get; init; }
}
