using System.Diagnostics;
using System.Text.Json;
using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Benchmarks;

/// <summary>
/// Trains one network on one fixed batch, as many steps at a time as standard input asks for; the other side of benchmarks/peers/train_torch.py.
/// </summary>
internal static class TrainingWorker
{
    /// <summary>Images of one step.</summary>
    public const int Batch = 64;

    private const int Classes = 10;

    /// <summary>Builds the network and answers until the input ends.</summary>
    /// <param name="arguments"><c>cell ARCH</c>, or <c>mlp</c>.</param>
    public static void Run(string[] arguments)
    {
        Graph graph = Build(arguments);
        var plan = ForwardPlan.Compile(graph, Batch, keepsActivations: true);
        var gradients = GradientPlan.Compile(plan, _ => true, usesWinograd: true);
        using var forward = new ForwardPass();
        using var backward = new GradientPass();
        float[] weights = WeightInitialization.KaimingNormal(graph, 1, 0);
        var optimizer = new SgdOptimizer(weights.Length, new TrainingOptions { Nesterov = false });
        var images = new float[graph.Input.Shape.Length * Batch];
        new RandomStream(1, "benchmark images").FillGaussian(images, 1f);
        int[] labels = [.. Enumerable.Range(0, Batch).Select(n => n % Classes)];
        var logits = new float[Classes * Batch];
        var cotangent = new float[logits.Length];
        var gradient = new float[weights.Length];
        while (Console.ReadLine() is { } line)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            double loss = 0;
            for (int step = int.Parse(line); step > 0; step--)
            {
                forward.Run(plan, weights, images);
                forward.ReadOutput(logits);
                loss = SoftmaxCrossEntropy.Of(logits, labels, cotangent);
                backward.Run(gradients, forward, cotangent, NormGradient.BatchStatistics, gradient);
                optimizer.Step(weights, gradient, 0.01);
            }

            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double processorSeconds = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            using var own = Process.GetCurrentProcess();
            var time = new TrainingTime(seconds, processorSeconds, loss, own.PeakWorkingSet64 / 1048576.0);
            Console.WriteLine(JsonSerializer.Serialize(time, JsonSerializerOptions.Web));
        }
    }

    private static Graph Build(string[] network) => network switch
    {
        ["cell", string cell] => NasBench201Network.Build(
            CellComputation.Of(NasBench201Cell.Parse(cell)), new NasBench201Skeleton { Channels = 16, CellsPerStage = 1 }),
        _ => Mlp(width: 8, depth: 32, drawn: 10),
    };

    // Layer i reads the layer before it and channels drawn from all layers before that one.
    private static Graph Mlp(int width, int depth, int drawn)
    {
        var builder = new GraphBuilder(new TensorShape(784, 1, 1));
        var layers = new List<int>();
        for (int layer = 0; layer < depth; layer++)
        {
            int read = layer == 0 ? builder.Input : builder.Gather(
            [
                .. Enumerable.Range(0, width).Select(channel => (layers[^1], channel)),
                .. ConcatenationLinks.Draw(1, 0, layer, width, drawn).Select(link => (layers[link / width], link % width)),
            ]);
            layers.Add(builder.Elu(builder.Linear(read, $"layer{layer}", width)));
        }

        return builder.Build(builder.Linear(layers[^1], "head", Classes));
    }
}
