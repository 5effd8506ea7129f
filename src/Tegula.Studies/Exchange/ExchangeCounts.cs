namespace Tegula.Studies.Exchange;

/// <summary>How much was exported, or was added by an import.</summary>
public sealed record ExchangeCounts
{
    /// <summary>Ways of measuring.</summary>
    public int Contexts { get; init; }

    /// <summary>Studies.</summary>
    public int Studies { get; init; }

    /// <summary>Evaluations.</summary>
    public long Evaluations { get; init; }

    /// <summary>Steps.</summary>
    public long Steps { get; init; }

    /// <summary>Recorded results.</summary>
    public int Results { get; init; }

    /// <summary>With one more.</summary>
    /// <param name="item">What is counted.</param>
    internal ExchangeCounts With(ExchangeItem item) => item switch
    {
        ContextItem => this with { Contexts = Contexts + 1 },
        StudyItem => this with { Studies = Studies + 1 },
        EvaluationItem => this with { Evaluations = Evaluations + 1 },
        StepItem => this with { Steps = Steps + 1 },
        ResultItem => this with { Results = Results + 1 },
        _ => this,
    };
}
