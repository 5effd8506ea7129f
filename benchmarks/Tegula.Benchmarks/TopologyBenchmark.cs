using System.Diagnostics;
using Tegula.Architectures;
using Tegula.Networks;
using Tegula.Spaces;
using Tegula.Topology;

namespace Tegula.Benchmarks;

/// <summary>Topology of all 15,625 NAS-Bench-201 cells on one thread: graph, paths, depth, width, and, apart, parameters and MACs, whole and live.</summary>
internal static class TopologyBenchmark
{
    public static void Run(string[] arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0]) : 15;
        NasBench201Cell[] cells = [.. NasBench201Space.Instance.Enumerate()];
        Console.WriteLine("| what | first run s | median s |");
        Console.WriteLine("|---|---|---|");
        Report("topology", rounds, () => cells.Sum(cell => ArchitectureTopology.Of(cell).Paths!.EffectiveDepth));
        Report("topology, parameters and MACs", rounds, () => cells.Sum(cell =>
            ArchitectureTopology.Of(cell).Paths!.EffectiveDepth + ArchitectureCost.Of(cell)!.Whole.Macs));
    }

    private static void Report(string what, int rounds, Func<double> run)
    {
        double[] seconds = [.. Enumerable.Range(0, rounds + 1).Select(_ => Time(run))];
        Console.WriteLine($"| {what} | {seconds[0]:f3} | {seconds.Skip(1).Order().ElementAt(rounds / 2):f3} |");
    }

    private static double Time(Func<double> run)
    {
        long start = Stopwatch.GetTimestamp();
        GC.KeepAlive(run());
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
