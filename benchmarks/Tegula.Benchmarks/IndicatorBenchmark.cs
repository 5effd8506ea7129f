using System.Globalization;
using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Benchmarks;

/// <summary>CPU seconds of one thread per architecture: every indicator alone, and sets that share passes, all in turns on the same architectures.</summary>
internal static class IndicatorBenchmark
{
    private static readonly string[] Counted = ["params", "live-params", "macs", "effective-depth", "least-depth"];
    private static readonly string[] Teg = ["kappa", "regions", "mse"];
    private static readonly string[] Others = ["trained-accuracy"];

    public static void Run(string[] arguments)
    {
        int count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20;
        string space = arguments.Length > 1 ? arguments[1] : NasBench201Space.Instance.Id;
        ImageDataset data = DatasetSpec.Open(arguments.Length > 2 ? arguments[2] : "synthetic");
        string[] measured = [.. IndicatorRegistry.All.Select(info => info.Id).Except(Others)];
        string[] baselines = [.. measured.Except(Counted).Except(Teg)];
        (string Name, string[] Ids)[] sets =
        [
            .. measured.Select(id => (id, new[] { id })),
            ("all baselines", baselines),
            ("teg", Teg),
            ("default", [.. Combinations.Default.Indicators]),
            ("all of the above", measured),
        ];
        SpaceScorer[] scorers = [.. sets.Select(set => SpaceScorer.Of(space, data, new() { Fidelity = Fidelity.Fast, Threads = 1, Indicators = set.Ids }))];
        IReadOnlyList<IArchitecture> architectures = SpaceRegistry.Get(space).Sample(count + 1, 1);
        var seconds = new double[sets.Length];
        for (int i = 0; i < architectures.Count; i++)
        {
            for (int k = 0; k < scorers.Length; k++)
            {
                TimeSpan start = Environment.CpuUsage.TotalTime;
                scorers[k].Score([architectures[i]]);

                // The first architecture prepares what the others reuse.
                if (i > 0) seconds[k] += (Environment.CpuUsage.TotalTime - start).TotalSeconds / count;
            }
        }

        Console.WriteLine($"{space}, {count} architectures, fidelity fast, one thread");
        Console.WriteLine("| indicator | CPU s |");
        Console.WriteLine("|---|---|");
        for (int k = 0; k < sets.Length; k++) Console.WriteLine($"| {sets[k].Name} | {seconds[k]:f4} |");
        double dearest = baselines.Max(id => seconds[Array.IndexOf(measured, id)]);
        Console.WriteLine($"all baselines together / the dearest alone: {seconds[measured.Length] / dearest:f2}");
        foreach (SpaceScorer scorer in scorers) scorer.Dispose();
    }
}
