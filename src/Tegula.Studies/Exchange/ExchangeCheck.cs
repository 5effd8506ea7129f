using Tegula.Indicators;
using Tegula.Studies.Stores;

namespace Tegula.Studies.Exchange;

/// <summary>Whether the lines of a file belong together; told all of them in order.</summary>
internal sealed class ExchangeCheck
{
    private readonly Dictionary<long, string> _contexts = [];
    private readonly Dictionary<long, (string Name, int Asked, int Found)> _studies = [];
    private readonly HashSet<long> _evaluations = [];

    /// <summary>What is wrong with a line; null when nothing is.</summary>
    /// <param name="item">The line.</param>
    /// <param name="name">New name of the one study; null without.</param>
    public string? FaultOf(ExchangeItem item, string? name) => item switch
    {
        ContextItem context => FaultOf(context),
        StudyItem { Study: var study } => FaultOf(study, name),
        EvaluationItem { Evaluation: var evaluation } => FaultOf(evaluation),
        StepItem step => FaultOf(step),
        ResultItem { Result: var result } when result.Outputs.Values.Any(output => output is null) => $"an output of the result '{result.Name}' is missing",
        ResultItem => null,
        _ => $"'{item.GetType().Name}' does not belong here",
    };

    /// <summary>What the whole file lacks; null when nothing.</summary>
    /// <param name="name">New name of the one study; null without.</param>
    public string? Missing(string? name)
    {
        if (name is not null && _studies.Count == 0)
            return $"there is no study to be called '{name}'; leave the new name out";
        var cut = _studies.Values.Where(study => study.Found != study.Asked).Select(study => ((string, int, int)?)study).FirstOrDefault();
        return cut is var (called, asked, found) ? $"study '{called}' should have {asked} steps and has {found}; export it again" : null;
    }

    private string? FaultOf(ContextItem item)
    {
        if (item.Context.Settings.Values.Any(setting => setting is null))
            return $"a setting of context {item.Id} is missing";
        if (item.Context.Key != item.Key)
            return $"context {item.Id} does not have the SHA-256 that is stated; export the study again";
        return _contexts.TryAdd(item.Id, item.Key) ? null : $"there are two contexts {item.Id}";
    }

    private string? FaultOf(Study study, string? name)
    {
        if (name is not null && _studies.Count > 0)
            return $"a second study; only a file with one can be imported as '{name}'";
        return _studies.TryAdd(study.Id, (study.Name, study.Steps, 0)) ? null : $"there are two studies {study.Id}";
    }

    private string? FaultOf(StoredEvaluation evaluation)
    {
        if (!_contexts.TryGetValue(evaluation.Context, out var key))
            return $"evaluation {evaluation.Id} refers to context {evaluation.Context}, which is not above it";
        if (evaluation.Study is { } study && !_studies.ContainsKey(study))
            return $"evaluation {evaluation.Id} refers to study {study}, which is not above it";
        if (evaluation.Indicators.Any(pair => !IndicatorText.IsId(pair.Key) || !IsSound(pair.Value)) || !double.IsFinite(evaluation.Seconds))
            return $"evaluation {evaluation.Id} has an indicator or a time that is none; export the study again";
        if (EvaluationHash.Of(key, evaluation.Computation, evaluation.Indicators, evaluation.Error) != evaluation.Sha256)
            return $"evaluation {evaluation.Id} does not have the SHA-256 that is stated; export the study again";
        return _evaluations.Add(evaluation.Id) ? null : $"there are two evaluations {evaluation.Id}";
    }

    private string? FaultOf(StepItem item)
    {
        if (!_studies.TryGetValue(item.Study, out var study))
            return $"a step of study {item.Study}, which is not above it";
        if (!_evaluations.Contains(item.Step.Evaluation))
            return $"step {item.Step.Number} of study '{study.Name}' refers to evaluation {item.Step.Evaluation}, which is not above it";
        if (item.Step.Spread is { } spread && !double.IsFinite(spread))
            return $"the spread of step {item.Step.Number} of study '{study.Name}' is {spread}; export the study again";
        if (item.Step.Number != study.Found)
            return $"step {item.Step.Number} of study '{study.Name}' comes where step {study.Found} should";
        _studies[item.Study] = study with { Found = study.Found + 1 };
        return null;
    }

    private static bool IsSound(IndicatorValue? value) =>
        value is not null && double.IsFinite(value.Value ?? 0) && double.IsFinite(value.Sd ?? 0);
}
