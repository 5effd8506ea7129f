using System.Diagnostics;
using System.Text.Json;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Benchmarks;

/// <summary>Seconds and memory of scoring random cells (three indicators, 3 repeats, batch 64) on two threads, beside the published procedure.</summary>
internal static class ScoreBenchmark
{
    public static void Run(string[] arguments)
    {
        int count = arguments.Length > 0 ? int.Parse(arguments[0]) : 50;
        int peerCount = arguments.Length > 1 ? int.Parse(arguments[1]) : 0;
        ImageDataset data = DatasetSpec.Open(arguments.Length > 2 ? arguments[2] : "synthetic");
        var random = new RandomStream(1, "benchmark cells");
        NasBench201Cell[] cells = [.. Enumerable.Range(0, count).Select(_ => NasBench201Space.Instance.Sample(random))];

        Console.WriteLine("| fidelity | how | cells | wall s/cell | CPU s/cell | slowest cell s | peak MiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (Fidelity fidelity in new[] { Fidelity.Fast, Fidelity.Reference })
        {
            using var scorer = IndicatorSuite.ForNasBench201(data, new IndicatorOptions { Fidelity = fidelity, Threads = 2 });
            scorer.Score(cells[0]);
            Report(fidelity, "one after the other", cells, () => [.. cells.Select(cell => scorer.Score(cell))]);
            Report(fidelity, "one per thread", cells, () => scorer.ScoreAll(cells));
        }

        for (int i = 0; i < peerCount; i++) ComparePeer(data, cells[i * count / peerCount]);
    }

    private static void Report(Fidelity fidelity, string how, NasBench201Cell[] cells, Func<IReadOnlyList<ArchitectureScore>> score)
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<ArchitectureScore> scores = score();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds / cells.Length;
        double processor = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / cells.Length;
        using var own = Process.GetCurrentProcess();
        double slowest = scores.Max(item => item.Seconds);
        Console.WriteLine($"| {fidelity} | {how} | {cells.Length} | {wall:f3} | {processor:f3} | {slowest:f3} | {own.PeakWorkingSet64 >> 20} |");
    }

    // In turns with the peer, so that both meet the machine in the same mood.
    private static void ComparePeer(ImageDataset data, NasBench201Cell cell)
    {
        using var scorer = IndicatorSuite.ForNasBench201(data, new IndicatorOptions { Threads = 2 });
        scorer.Score(cell);
        double own = scorer.Score(cell).Seconds;
        string[] arguments = [Path.Combine(TorchPeer.Folder, "teg_torch.py"), "--threads", "2", cell.ToString()];
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["OMP_WAIT_POLICY"] = "passive" },
        })!;
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the peer printed nothing");
        process.WaitForExit();
        using var answer = JsonDocument.Parse(line);
        double peer = answer.RootElement.GetProperty("seconds").GetDouble();
        Console.WriteLine($"reference {own:f2} s, published procedure in PyTorch {peer:f2} s, ratio {peer / own:f1}: {cell}");
    }
}
