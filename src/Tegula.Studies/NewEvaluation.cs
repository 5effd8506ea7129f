using Tegula.Indicators;

namespace Tegula.Studies;

/// <summary>A score with its origin, as it is handed to a store.</summary>
public record NewEvaluation
{
    /// <summary><see cref="StoredContext.Id"/> of the way it was measured.</summary>
    public required long Context { get; init; }

    /// <summary><see cref="Study.Id"/> of the study that it was measured for; null where that one is not in the store any more.</summary>
    public required long? Study { get; init; }

    /// <summary>Canonical form: key of the computation, from the space.</summary>
    public required string Computation { get; init; }

    /// <summary>The architecture that was measured, as the space prints it; others with the same canonical form share the score.</summary>
    public required string Architecture { get; init; }

    /// <summary>Indicator id to its value, in the order requested; empty where <see cref="Error"/> says why.</summary>
    public required IReadOnlyDictionary<string, IndicatorValue> Indicators { get; init; }

    /// <summary>Version of the library that measured it.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the machine that measured it.</summary>
    public required string Machine { get; init; }

    /// <summary>When the measurement began (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Wall time of the measurement in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Threads that it had; they change the time, never the score.</summary>
    public required int Threads { get; init; }

    /// <summary>Why it could not be measured at all, in one line; null where it was. What was not measured is measured again when asked for.</summary>
    public string? Error { get; init; }
}
