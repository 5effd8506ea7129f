using System.Diagnostics;

namespace Tegula.Benchmarks;

/// <summary>
/// The engine's 3 x 3 convolution and PyTorch's in turns on one thread; prints a table in Markdown with the median of each and of their ratio.
/// </summary>
internal static class ConvolutionBenchmark
{
    private const int Batch = 64;

    private static readonly (int Channels, int Size)[] s_cases = [(3, 32), (6, 32), (12, 32), (16, 32), (36, 32), (6, 16), (12, 8)];

    public static void Run(string[] arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0]) : 15;
        using TorchPeer? peer = TorchPeer.Start();
        Console.WriteLine("| channels | size | pass | Tegula GFLOP/s | PyTorch GFLOP/s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach ((int channels, int size) in s_cases)
        {
            using var convolution = new ConvolutionCase(channels, size, Batch);
            Compare("forward", convolution.Forward, convolution.FlopsForward);
            Compare("backward", convolution.Backward, 2 * convolution.FlopsForward);

            void Compare(string pass, Action run, double flops)
            {
                var own = new double[rounds];
                var other = new double[rounds];
                Time(run, 1);
                int repeats = (int)Math.Clamp(0.02 / Time(run, 3), 3, 200);
                for (int round = 0; round < rounds; round++)
                {
                    own[round] = flops / Time(run, repeats) / 1e9;
                    other[round] = peer?.Measure(pass, channels, size, Batch, repeats) ?? double.NaN;
                }

                double ratio = Median([.. own.Zip(other, (a, b) => a / b)]);
                Console.WriteLine(
                    peer is null
                        ? $"| {channels} | {size}x{size} | {pass} | {Median(own):f1} | - | - |"
                        : $"| {channels} | {size}x{size} | {pass} | {Median(own):f1} | {Median(other):f1} | {ratio:f2} |");
            }
        }
    }

    // Median seconds of one call, so that a moment lost to another process does not count.
    private static double Time(Action run, int repeats)
    {
        var seconds = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return Median(seconds);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
