using System.Globalization;
using Tegula.Indicators;

namespace Tegula.Studies.Tests.Exchange;

/// <summary>Everything that a store holds as text, told apart by names and keys instead of by the store's own numbers.</summary>
internal static class StoreContent
{
    /// <summary>One line for each thing, in an order that does not depend on the store.</summary>
    public static IReadOnlyList<string> Of(StudyStore store)
    {
        var contexts = store.Contexts().ToDictionary(context => context.Id);
        var studies = store.Studies();
        var evaluations = store.Evaluations(new()).ToDictionary(evaluation => evaluation.Id);
        return
        [
            .. contexts.Values.Select(Context).Order(StringComparer.Ordinal),
            .. evaluations.Values.Select(Evaluation),
            .. studies.OrderBy(study => study.Name, StringComparer.Ordinal).SelectMany(WithSteps),
            .. store.Results().Select(result => Result(store.FindResult(result.Key)!)).Order(StringComparer.Ordinal),
        ];

        IEnumerable<string> WithSteps(Study study) => [Study(store.FindStudy(study.Name)!), .. store.Steps(study.Id).Select(step => Step(study, step))];

        string Evaluation(StoredEvaluation evaluation) => Line(
            "evaluation",
            contexts[evaluation.Context].Context.Key,
            evaluation.Computation,
            evaluation.Architecture,
            studies.FirstOrDefault(study => study.Id == evaluation.Study)?.Name,
            string.Join(' ', evaluation.Indicators.Select(pair => $"{pair.Key} {Value(pair.Value)}")),
            evaluation.Version,
            evaluation.Machine,
            Time(evaluation.Started),
            Bits(evaluation.Seconds),
            $"{evaluation.Threads}",
            evaluation.Error,
            evaluation.Sha256);

        string Step(Study study, StudyStep step) => Line(
            "step",
            study.Name,
            $"{step.Number} {step.IsCached} {Bits(step.Spread)} {step.TurnedAway} {Time(step.Time)}",
            step.Architecture,
            contexts[evaluations[step.Evaluation].Context].Context.Key,
            evaluations[step.Evaluation].Computation);
    }

    private static string Context(StoredContext context) => Line(
        "context",
        context.Context.Key,
        context.Context.Space,
        context.Data,
        string.Join(' ', context.Context.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={setting.Value}")));

    private static string Study(Study study) => Line(
        "study",
        study.Name,
        $"{study.Definition}",
        $"{study.Status} {Time(study.Created)} {Time(study.Updated)} {study.Steps} {study.StateSteps}",
        study.Version,
        study.Machine,
        study.State,
        study.Answer,
        study.Error);

    private static string Result(RecordedResult result) => Line(
        "result",
        result.Key,
        result.Name,
        result.Command,
        result.Request,
        string.Join(' ', result.Outputs.Select(output => $"{output.Key}={output.Value}")),
        result.Version,
        result.Machine,
        $"{Time(result.Started)} {Bits(result.Seconds)}");

    private static string Value(IndicatorValue value) => $"{Bits(value.Value)} {Bits(value.Sd)} {value.Status}";

    private static string Bits(double? number) =>
        number is { } value ? BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture) : "-";

    private static string Time(DateTimeOffset time) => $"{time.UtcTicks}";

    private static string Line(params string?[] parts) => string.Join(" | ", parts.Select(part => part ?? "null"));
}
