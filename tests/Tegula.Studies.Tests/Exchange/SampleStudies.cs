using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies.Tests.Exchange;

/// <summary>Stores with two studies that share an evaluation, and two recorded results; made of given texts and numbers.</summary>
internal static class SampleStudies
{
    /// <summary>Name of the study that is done.</summary>
    public const string Done = "first";

    /// <summary>Name of the study that is not.</summary>
    public const string Running = "second <b>\"study\"</b>, 'x'; =1+1";

    /// <summary>Fills a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="texts">Stand wherever a text may; at least one.</param>
    /// <param name="numbers">Stand wherever a number may; at least one.</param>
    public static void Fill(StudyStore store, IReadOnlyList<string> texts, IReadOnlyList<double> numbers)
    {
        var (text, number) = (0, 0);
        var context = store.AddContext(Context("1", Text()), "images:" + Text());
        var other = store.AddContext(Context("2", Text()), "synthetic");
        var done = store.CreateStudy(Done, Definition(Text()));
        var running = store.CreateStudy(Running, Definition(Text()) with { Method = null, Objective = null, Steps = null, Seed = ulong.MaxValue });
        StoredEvaluation[] kept =
        [
            .. Enumerable.Range(0, 5).Select(place => store.Add(Evaluation(place < 4 ? context : other, place, done.Id))),
            store.Add(Evaluation(context, 5, running.Id) with { Indicators = new Dictionary<string, IndicatorValue>(), Error = "too large: " + Text() }),
        ];
        store.AddSteps(done.Id, [.. kept.Take(5).Select((evaluation, step) => Step(step, evaluation))]);
        store.AddSteps(running.Id, [Step(0, kept[5]), Step(1, kept[2]), Step(2, kept[2]) with { IsCached = true, Spread = null }]);
        store.SaveState(done.Id, 3, Text() + "{}");
        store.SetStatus(done.Id, StudyStatus.Done, "answer " + Text());
        store.SetStatus(running.Id, StudyStatus.Failed, error: "failed " + Text());
        store.AddResult(Result("train", "a training"));
        store.AddResult(Result("rank", "a ranking") with { Outputs = new Dictionary<string, string>() });

        string Text() => texts[text++ % texts.Count];

        double Number() => numbers[number++ % numbers.Count];

        NewEvaluation Evaluation(StoredContext way, int place, long study) => new()
        {
            Context = way.Id,
            Study = study,
            Computation = $"{place} {Text()}",
            Architecture = $"a{place}{Text()}",
            Indicators = place == 3
                ? new Dictionary<string, IndicatorValue> { ["mse"] = IndicatorValue.Failed(IndicatorStatus.InputIndependent), ["own-indicator"] = Value() }
                : new Dictionary<string, IndicatorValue> { ["regions"] = Value(), ["kappa"] = Value() },
            Version = Text(),
            Machine = Text(),
            Started = DateTimeOffset.UnixEpoch.AddTicks(17_000_000_000_000_001 + place),
            Seconds = Math.Abs(Number()),
            Threads = place + 1,
        };

        IndicatorValue Value() => new(Number(), Math.Abs(Number()), IndicatorStatus.Ok);

        StudyStep Step(int place, StoredEvaluation evaluation) =>
            new(place, Text(), evaluation.Id, IsCached: false, Number(), long.MaxValue - place, DateTimeOffset.UnixEpoch.AddTicks(17_000_000_000_000_123));

        RecordedResult Result(string command, string name) => new()
        {
            Key = RecordedResult.KeyOf(command, name),
            Name = name,
            Command = command,
            Request = "{\"text\":\"\"}" + Text(),
            Outputs = new Dictionary<string, string> { ["text"] = Text() + "\n" + Text(), ["json"] = "{}\n" },
            Version = Text(),
            Machine = Text(),
            Started = DateTimeOffset.UnixEpoch.AddTicks(17_000_000_000_000_007),
            Seconds = Math.Abs(Number()),
        };
    }

    /// <summary>Fills a store with plain texts and numbers.</summary>
    public static void Fill(StudyStore store) => Fill(store, ["one", "two", "three"], [1.5, 0.1, 250, 1e-3]);

    private static ScoringContext Context(string seed, string text) => new()
    {
        Space = "a space that is not built in",
        DataId = "images",
        DataSha256 = new string('a', 64),
        Settings = new Dictionary<string, string> { ["seed"] = seed, ["fidelity"] = "\"fast\"", ["batchSize"] = "null", ["other"] = text },
    };

    private static StudyDefinition Definition(string text) => new()
    {
        Command = "search",
        Space = "a space that is not built in",
        Method = "evolution",
        Objective = "teg " + text,
        Seed = 7,
        Fidelity = "fast",
        Data = "images:" + text,
        DataSha256 = new string('a', 64),
        Steps = 5,
        Request = "{\"seed\":7}",
    };
}
