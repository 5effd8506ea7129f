namespace Tegula.Benchmarks;

/// <summary>Training steps (forward, loss, backward, SGD with momentum) on one thread beside PyTorch, in turns, each in a process of its own.</summary>
/// <remarks>Rates are per second of processor time, which other work on the machine changes little; the last ratio is that of the clock.</remarks>
internal static class TrainingBenchmark
{
    private static readonly (string Name, int Steps, string[] Network)[] Networks =
    [
        ("NAS-Bench-201, three 3x3", 2, ["cell", "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|"]),
        ("NAS-Bench-201, 3x3 and 1x1", 2, ["cell", "|skip_connect~0|+|skip_connect~0|nor_conv_1x1~1|+|nor_conv_3x3~0|skip_connect~1|nor_conv_1x1~2|"]),
        ("MLP, width 8, depth 32", 200, ["mlp"]),
    ];

    // Rounds before the first that counts: the runtime compiles what runs often anew, beside the training, and that is processor time too.
    private const int WarmUp = 8;

    public static void Run(string[] arguments)
    {
        int rounds = arguments.Length > 0 ? int.Parse(arguments[0]) : 7;
        Console.WriteLine("| network | Tegula images/s | PyTorch images/s | ratio | ratio by the clock | Tegula MiB | PyTorch MiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach ((string name, int steps, string[] network) in Networks)
        {
            using var own = TrainingPartner.Own(network);
            using var peer = TrainingPartner.Torch(network);
            own.Train(WarmUp * steps);
            peer.Train(WarmUp * steps);
            (TrainingTime Own, TrainingTime Peer)[] times = [.. Enumerable.Range(0, rounds).Select(_ => (own.Train(steps), peer.Train(steps)))];
            double images = steps * TrainingWorker.Batch;
            double ownRate = Median(times.Select(time => images / time.Own.ProcessorSeconds));
            double peerRate = Median(times.Select(time => images / time.Peer.ProcessorSeconds));
            double ratio = Median(times.Select(time => time.Peer.ProcessorSeconds / time.Own.ProcessorSeconds));
            double clock = Median(times.Select(time => time.Peer.Seconds / time.Own.Seconds));
            (TrainingTime ownLast, TrainingTime peerLast) = times[^1];
            Console.WriteLine($"| {name} | {ownRate:f0} | {peerRate:f0} | {ratio:f2} | {clock:f2} | {ownLast.Mebibytes:f0} | {peerLast.Mebibytes:f0} |");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
