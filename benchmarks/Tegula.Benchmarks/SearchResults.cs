using System.Globalization;
using System.Text.Json;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Benchmarks;

/// <summary>
/// The table of <c>docs/results.md</c>: every method on NAS-Bench-201 with real images at reference fidelity, beside what the papers report. What a run
/// found is kept in a folder, so that the script goes on where it was stopped.
/// </summary>
internal static class SearchResults
{
    private static readonly string[] Teg = ["kappa", "regions", "mse"];

    /// <summary>The table of what is kept, without running anything.</summary>
    public static void Print(string[] arguments)
    {
        if (arguments.Length != 2)
            throw new ArgumentException("usage: benchmarks/run results-table FOLDER TABLE");
        IEnumerable<ResultRun> runs = Directory.GetFiles(arguments[0], "*.json").Order(StringComparer.Ordinal).SelectMany(Kept);
        Console.WriteLine(ResultTable.Markdown([.. runs], TabularBenchmark.Load(arguments[1])));
    }

    public static void Run(string[] arguments)
    {
        if (arguments.Length < 2)
            throw new ArgumentException("usage: benchmarks/run results DATA TABLE [SEEDS [FIRST_SEED [FOLDER]]]");
        ImageDataset data = DatasetSpec.Open(arguments[0]);
        var table = TabularBenchmark.Load(arguments[1]);
        int seeds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 4;
        int first = arguments.Length > 3 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 0;
        string folder = arguments.Length > 4 ? arguments[4] : Path.Combine("artifacts", "results");
        Directory.CreateDirectory(folder);
        var runs = new List<ResultRun>();
        for (int seed = first; seed < first + seeds; seed++)
        {
            runs.AddRange(Session("wot", seed, [Wot with { Draws = 100 }, Wot with { Draws = 100, FilterFraction = 0.5 }], ["WOT", "WOT + filter"]));
            runs.AddRange(Session("teg", seed, [Of("reinforce"), Of("evolution")], ["REINFORCE + TEG", "evolution + TEG"]));
            runs.AddRange(Session("fp-nas", seed, [Of("fp-nas")], ["FP-NAS + TEG"]));
            runs.AddRange(Session("prune", seed, [Of("prune"), Of("prune") with { FilterFraction = 0.5 }], ["pruning + TEG", "pruning + TEG + filter"]));
        }

        Console.WriteLine(ResultTable.Markdown(runs, table));

        IReadOnlyList<ResultRun> Session(string name, int seed, SearchRequest[] requests, string[] rows)
        {
            string file = Path.Combine(folder, $"{name}-{seed}.json");
            if (File.Exists(file))
                return Kept(file);
            Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {name}, seed {seed}");
            SearchRequest[] seeded = [.. requests.Select(request => request with { Scoring = requests[0].Scoring with { Seed = (ulong)seed } })];
            ResultRun[] found = [.. NeuralSearch.FindAll(data, seeded).Zip(rows, (result, row) => ResultRun.Of(row, seed, result))];
            File.WriteAllText(file, JsonSerializer.Serialize(found));
            return found;
        }
    }

    private static List<ResultRun> Kept(string file) => JsonSerializer.Deserialize<List<ResultRun>>(File.ReadAllText(file))!;

    private static SearchRequest Wot { get; } = new()
    {
        Method = "random",
        Scoring = new() { Fidelity = Fidelity.Reference, Indicators = ["naswot"], Network = NetworkScale.Whole, BatchSize = 128, Repeats = 1 },
    };

    private static SearchRequest Of(string method) => new() { Method = method, Scoring = new() { Fidelity = Fidelity.Reference, Indicators = Teg } };
}
