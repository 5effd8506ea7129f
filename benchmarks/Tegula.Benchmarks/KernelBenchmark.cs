using System.Diagnostics;
using System.Text.Json;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Kernels;

namespace Tegula.Benchmarks;

/// <summary>
/// The NNGP kernel of 2,000 samples of 3,072 entries through DAG#3 on two threads, step by step and beside the plain numpy version in turns; then the time
/// of a spectrum. Prints tables in Markdown with the median of the rounds.
/// </summary>
internal static class KernelBenchmark
{
    private const int Samples = 2_000;
    private const int Length = 3_072;
    private const int Threads = 2;

    public static void Run(string[] arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0]) : 7;
        var random = new RandomStream(1, "benchmark samples");
        double[] rows = [.. Enumerable.Range(0, Samples * Length).Select(_ => random.NextDouble())];
        double[,] input = InputKernel.OfRows(rows, Samples, Length, Threads);
        InfiniteWidthNetwork relu = Network(Activations.Relu, PropagationRule.Variance);
        var nngpOnly = new LimitKernelOptions { WithNtk = false, Threads = Threads };
        var both = new LimitKernelOptions { Threads = Threads };
        (string Name, Action Run, string? Peer)[] steps =
        [
            ("input kernel from 2,000 x 3,072 numbers", () => InputKernel.OfRows(rows, Samples, Length, Threads), "gram"),
            ("NNGP, ReLU, from the input kernel", () => relu.Kernels(input, nngpOnly), "nngp"),
            ("NNGP and NTK, ReLU", () => relu.Kernels(input, both), null),
            ("NNGP, ReLU, exact rule", () => Network(Activations.Relu, PropagationRule.Exact).Kernels(input, nngpOnly), null),
            ("NNGP, GELU, with its quadrature", () => Network(NewGelu(), PropagationRule.Variance).Kernels(input, nngpOnly), null),
            ("NNGP, GELU, quadrature done", () => Network(Activations.Gelu, PropagationRule.Variance).Kernels(input, nngpOnly), null),
        ];
        Console.WriteLine("| step | Tegula s | Tegula CPU s | numpy s | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((string name, Action run, string? peer) in steps)
        {
            run();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            run();
            double processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            var own = new double[rounds];
            var other = new double[rounds];
            for (int round = 0; round < rounds; round++)
            {
                own[round] = Time(run);
                other[round] = peer is null ? double.NaN : Peer(peer) ?? double.NaN;
            }

            string numpy = double.IsNaN(Median(other)) ? "- | -" : $"{Median(other):f3} | {Median([.. other.Zip(own, (a, b) => a / b)]):f1}";
            Console.WriteLine($"| {name} | {Median(own):f3} | {processor:f3} | {numpy} |");
        }

        Console.WriteLine();
        Console.WriteLine("| spectrum of N samples | s |");
        Console.WriteLine("|---|---|");
        foreach (int count in arguments.Length > 1 ? arguments[1].Split(',').Select(int.Parse) : [64, 256, 512, 1000])
        {
            double[,] kernel = relu.Kernels(InputKernel.OfRows(rows.AsSpan(0, count * Length), count, Length, Threads), nngpOnly).Nngp;
            Console.WriteLine($"| {count} | {Time(() => KernelSpectrum.Of(kernel)):f2} |");
        }
    }

    private static InfiniteWidthNetwork Network(Activation activation, PropagationRule rule) =>
        InfiniteWidthNetwork.Of(DagArchitecture.Parse("2_21_112").ToGraph(), activation, rule);

    // An activation that nobody has computed a kernel for yet.
    private static Activation NewGelu() => new("gelu", Activations.Gelu.Value, Activations.Gelu.Derivative);

    private static double Time(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static double? Peer(string step)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "/usr/bin/python3", [Path.Combine(TorchPeer.Folder, "kernel_numpy.py"), step, $"{Samples}", $"{Length}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OPENBLAS_NUM_THREADS"] = $"{Threads}" },
        })!;
        string? line = process.StandardOutput.ReadLine();
        process.WaitForExit();
        if (line is null) return null;
        using var answer = JsonDocument.Parse(line);
        return answer.RootElement.GetProperty("seconds").GetDouble();
    }
}
