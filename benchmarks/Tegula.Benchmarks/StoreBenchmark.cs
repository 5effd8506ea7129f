using System.Diagnostics;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Benchmarks;

/// <summary>A store's cost: keeping, finding, listing, filtering, counting, opening and verifying evaluations.</summary>
internal static class StoreBenchmark
{
    private const int Rounds = 5;

    public static void Run(string[] arguments)
    {
        int count = arguments.Length > 0 ? int.Parse(arguments[0]) : 100_000;
        DirectoryInfo? folder = null;
        try
        {
            string location = arguments.Length > 1
                ? arguments[1]
                : Path.Combine((folder = Directory.CreateTempSubdirectory("tegula-store-")).FullName, "study.db");
            Measure(location, count);
        }
        finally
        {
            folder?.Delete(recursive: true);
        }
    }

    private static void Measure(string location, int count)
    {
        Console.WriteLine("| what | rows | ms | us per row | CPU us per row |");
        Console.WriteLine("|---|---|---|---|---|");
        using (StudyStore store = StudyStore.Open(location))
        {
            Study study = store.CreateStudy($"benchmark {Stopwatch.GetTimestamp()}", Definition());
            StoredContext context = store.AddContext(Context(), "random:seed=1");
            NewEvaluation[] evaluations = [.. Enumerable.Range(0, count).Select(number => Evaluation(context.Id, study.Id, number))];
            Row("keeping, each in its own transaction", count, Time(() => Array.ForEach(evaluations, evaluation => store.Add(evaluation))));
            Row("keeping what is there already", count, Time(() => Array.ForEach(evaluations, evaluation => store.Add(evaluation))));
            Row("finding, one by one", count, Time(() => Array.ForEach(evaluations, evaluation => store.Find(context.Id, evaluation.Computation))));
            StudyStep[] steps =
            [
                .. store.Evaluations(new()).Select((evaluation, number) =>
                    new StudyStep(number, evaluation.Architecture, evaluation.Id, false, 0.5, 0, evaluation.Started)),
            ];
            int steppers = Math.Min(count, 10_000);
            Row("steps, each in its own transaction", steppers, Time(() =>
            {
                foreach (StudyStep step in steps.AsSpan(0, steppers))
                    store.AddSteps(study.Id, [step]);
            }));
            Row("steps, in one transaction", count - steppers, Time(() => store.AddSteps(study.Id, steps[steppers..])));
            Listings(store, study.Name);
            Row("verifying", count, Time(() => Console.Error.WriteLine($"{store.Verify().Count} findings")));
        }

        foreach (StudyAccess access in Enum.GetValues<StudyAccess>())
            Row($"opening, {access}", 1, Median(() => StudyStore.Open(location, access).Dispose()));
        if (File.Exists(location))
        {
            long length = new FileInfo(location).Length;
            Console.WriteLine($"| file, MB | {count} | {length / 1e6:f1} | {(double)length / count:f0} bytes | |");
        }
    }

    private static void Listings(StudyStore store, string study)
    {
        var range = new EvaluationQuery { Ranges = [new("ntk", 2, 40), new("naswot", 100, null)], IsMeasured = true };
        foreach ((string what, EvaluationQuery query) in new (string, EvaluationQuery)[]
        {
            ("listing all", new()),
            ("listing all of a study", new() { Study = study }),
            ("listing all by an indicator", new() { OrderBy = "ntk", Descending = true }),
            ("two ranges, all that pass", range),
            ("two ranges, the 100 best", range with { OrderBy = "ntk", Limit = 100 }),
            ("text and a range, the 100 slowest", range with { Contains = "skip_connect~0", OrderBy = "seconds", Descending = true, Limit = 100 }),
        })
        {
            int rows = 0;
            (double Wall, double Cpu) seconds = Median(() => rows = store.Evaluations(query).Count());
            Row(what, rows, seconds);
            Row($"counting: {what}", 1, Median(() => store.Count(query)));
        }
    }

    private static NewEvaluation Evaluation(long context, long study, int number)
    {
        var random = new Random(number);
        string cell = $"|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|none~0|avg_pool_3x3~1|nor_conv_3x3~2| {number}";
        return new()
        {
            Context = context,
            Study = study,
            Computation = cell,
            Architecture = cell,
            Indicators = new Dictionary<string, IndicatorValue>
            {
                ["ntk"] = new(1 + (100 * random.NextDouble()), random.NextDouble(), IndicatorStatus.Ok),
                ["regions"] = new(random.Next(4096), 0, IndicatorStatus.Ok),
                ["naswot"] = new(1000 * random.NextDouble(), random.NextDouble(), IndicatorStatus.Ok),
                ["synflow"] = number % 50 == 0
                    ? IndicatorValue.Failed(IndicatorStatus.NotFinite)
                    : new(Math.Exp(40 * random.NextDouble()), 0, IndicatorStatus.Ok),
            },
            Version = Provenance.Version,
            Machine = Provenance.Machine,
            Started = DateTimeOffset.UtcNow,
            Seconds = random.NextDouble(),
            Threads = 1,
        };
    }

    private static StudyDefinition Definition() =>
        new() { Command = "score", Space = "benchmark", Seed = 1, Fidelity = "fast", Data = "random:seed=1", DataSha256 = "-", Request = "{}" };

    private static ScoringContext Context() => new()
    {
        Space = "benchmark",
        DataId = "random",
        DataSha256 = "-",
        Settings = new Dictionary<string, string> { ["seed"] = "1" },
    };

    private static void Row(string what, int rows, (double Wall, double Cpu) seconds)
    {
        int divisor = Math.Max(rows, 1);
        Console.WriteLine($"| {what} | {rows} | {1e3 * seconds.Wall:f1} | {1e6 * seconds.Wall / divisor:f1} | {1e6 * seconds.Cpu / divisor:f1} |");
    }

    private static (double Wall, double Cpu) Median(Action work) => Enumerable.Range(0, Rounds).Select(_ => Time(work)).Order().ElementAt(Rounds / 2);

    // CPU seconds of the whole process, collector and compiler included: what is left of a figure when the machine is not quiet.
    private static (double Wall, double Cpu) Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }
}
