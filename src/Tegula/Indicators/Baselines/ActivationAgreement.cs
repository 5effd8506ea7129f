using System.Numerics;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Indicators.Baselines;

/// <summary>Counts, for every pair of samples, the ReLU units on whose state both agree. Holds its memory from network to network; one per thread.</summary>
internal sealed class ActivationAgreement
{
    // 64 words of 128 samples fill a second-level cache only partly and are compared before they leave it.
    private const int Chunk = 64;

    private ulong[] _signs = [];
    private long[] _agreements = [];
    private int _samples;

    /// <summary>Forgets everything and begins with a batch.</summary>
    public void Start(int samples)
    {
        _samples = samples;
        if (_agreements.Length != samples * samples) _agreements = new long[samples * samples];
        Array.Clear(_agreements);
    }

    /// <summary>Counts a rectifier whose values were computed last; one that k operations read counts k times.</summary>
    public void Add(ForwardPass pass, Node node) => Add(pass, node, _samples, Readers(pass.Plan.Graph, node));

    /// <summary>K[i, j] = number of units with equal state: N x N, whole numbers.</summary>
    public double[,] Kernel()
    {
        var kernel = new double[_samples, _samples];
        for (int i = 0; i < _samples; i++)
        {
            for (int j = 0; j <= i; j++) kernel[i, j] = kernel[j, i] = _agreements[(i * _samples) + j];
        }

        return kernel;
    }

    private void Add(ForwardPass pass, Node node, int samples, int copies)
    {
        int words = ForwardPass.SignWords(node);
        if (_signs.Length < words * samples) _signs = new ulong[words * samples];
        Span<ulong> signs = _signs.AsSpan(0, words * samples);
        pass.ReadSigns(node, signs);
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

    // The convolutions of a factorised reduction, which end in one concatenation, are one operation with one rectifier.
    private static int Readers(Graph graph, Node node) =>
        Math.Max(1, graph.Consumers[node.Index].Select(consumer => ReductionOf(graph, consumer) ?? consumer).Distinct().Count());

    // The concatenation that a convolution is a half of, cropped or not.
    private static int? ReductionOf(Graph graph, int index)
    {
        if (graph.Nodes[index].Operation is not ConvolutionOperation) return null;
        int reader = OnlyReader(index);
        if (reader >= 0 && graph.Nodes[reader].Operation is CropOperation) reader = OnlyReader(reader);
        return reader >= 0 && graph.Nodes[reader].Operation is ConcatOperation ? reader : null;

        int OnlyReader(int node) => graph.Consumers[node] is [int single] ? single : -1;
    }

    private static int Differing(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right)
    {
        int count = 0;
        for (int i = 0; i < left.Length && i < right.Length; i++) count += BitOperations.PopCount(left[i] ^ right[i]);
        return count;
    }
}
