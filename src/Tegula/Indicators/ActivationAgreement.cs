using System.Numerics;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Indicators;

/// <summary>Counts, for every pair of samples, the ReLU units on whose state both agree. Holds its memory from network to network; one per thread.</summary>
internal sealed class ActivationAgreement : IDisposable
{
    // 64 words of 128 samples fill a second-level cache only partly and are compared before they leave it.
    private const int Chunk = 64;

    private readonly ForwardPass _pass = new();
    private ulong[] _signs = [];
    private long[] _agreements = [];

    /// <summary>K[i, j] = number of units with equal state; a ReLU that k operations read counts k times.</summary>
    /// <returns>N x N, whole numbers; null when the network's output is not finite.</returns>
    public double[,]? Kernel(ForwardPlan plan, float[] parameters, float[] images, CancellationToken token)
    {
        int samples = plan.Batch;
        if (_agreements.Length != samples * samples) _agreements = new long[samples * samples];
        Array.Clear(_agreements);
        _pass.Run(plan, parameters, images, computed: node =>
        {
            token.ThrowIfCancellationRequested();
            if (node.Operation is ReluOperation) Add(node, samples, Readers(plan.Graph, node));
        });
        var output = new float[plan.Graph.Output.Shape.Length * samples];
        _pass.ReadOutput(output);
        if (!Array.TrueForAll(output, float.IsFinite)) return null;
        var kernel = new double[samples, samples];
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j <= i; j++) kernel[i, j] = kernel[j, i] = _agreements[(i * samples) + j];
        }

        return kernel;
    }

    /// <inheritdoc/>
    public void Dispose() => _pass.Dispose();

    private void Add(Node node, int samples, int copies)
    {
        int words = ForwardPass.SignWords(node);
        if (_signs.Length < words * samples) _signs = new ulong[words * samples];
        Span<ulong> signs = _signs.AsSpan(0, words * samples);
        _pass.ReadSigns(node, signs);
        for (int first = 0; first < words; first += Chunk)
        {
            int length = Math.Min(Chunk, words - first);
            for (int i = 0; i < samples; i++)
            {
                ReadOnlySpan<ulong> row = signs.Slice((i * words) + first, length);
                for (int j = 0; j < i; j++) _agreements[(i * samples) + j] -= (long)copies * Differing(row, signs.Slice((j * words) + first, length));
            }
        }

        long units = (long)copies * node.Shape.Length;
        for (int i = 0; i < samples; i++)
        {
            for (int j = 0; j <= i; j++) _agreements[(i * samples) + j] += units;
        }
    }

    // A crop is a factorised reduction's second look at a rectifier that its first convolution reads, too.
    private static int Readers(Graph graph, Node node) =>
        Math.Max(1, graph.Consumers[node.Index].Count(consumer => graph.Nodes[consumer].Operation is not CropOperation));

    private static int Differing(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        int count = 0;
        for (int i = 0; i < left.Length && i < right.Length; i++) count += BitOperations.PopCount(left[i] ^ right[i]);
        return count;
    }
}
