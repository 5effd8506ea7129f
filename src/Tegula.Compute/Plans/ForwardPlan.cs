using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <summary>
/// A graph compiled for one batch size: where every value lies, and until when. Immutable; many <see cref="ForwardPass"/> objects, on many
/// threads, may run one plan. Values lie batch-innermost: (channel, row, column, sample).
/// </summary>
public sealed class ForwardPlan
{
    private ForwardPlan(Graph graph, int batch, bool keepsActivations)
    {
        Graph = graph;
        Batch = batch;
        Lanes = LaneKernels.LanesFor(batch);
        KeepsActivations = keepsActivations;
        var layout = new BufferLayout();
        int end = graph.Nodes.Length;
        Offsets = new nint[end];
        foreach (Node node in graph.Nodes)
        {
            int last = Keeps(node) ? end : graph.Consumers[node.Index].DefaultIfEmpty(end).Max();
            Offsets[node.Index] = layout.Place(node.Shape.Channels * PlaneOf(node), node.Index, node.Index == end - 1 ? end : last);
        }

        Matrices = new MatrixView?[end];
        WinnerOffsets = new nint[end];
        StatisticsOffsets = new int[end];
        nint packed = 0;
        foreach (Node node in graph.Nodes)
        {
            switch (node.Operation)
            {
                case MaxPoolOperation:
                    WinnerOffsets[node.Index] = layout.Place(node.Shape.Channels * PlaneOf(node), node.Index, end);
                    break;
                case BatchNormOperation:
                    StatisticsOffsets[node.Index] = StatisticsLength;
                    StatisticsLength += node.Shape.Channels;
                    break;
                case ConvolutionOperation convolution:
                    Matrices[node.Index] = MatrixView.Of(convolution, graph.Nodes[node.Inputs[0]], this);
                    if (Matrices[node.Index] is null) packed = Math.Max(packed, convolution.Weight.Length);
                    break;
                default:
                    break;
            }
        }

        PackedWeights = layout.Place(packed, 0, end);
        Sums = layout.Place(Lanes, 0, end);
        MostChannels = graph.Nodes.Max(node => node.Shape.Channels);
        Zeros = layout.Place(MostChannels, 0, end);
        PoolRows = layout.Place(4 * (nint)graph.Nodes.Max(node => node.Shape.Width) * Lanes, 0, end);
        DropPathCount = graph.DropPathCount;
        DropPaths = layout.Place((nint)DropPathCount * Lanes, 0, end);
        Length = layout.Length;
    }

    /// <summary>What is computed.</summary>
    public Graph Graph { get; }

    /// <summary>Samples of one batch.</summary>
    public int Batch { get; }

    /// <summary>True when a backward pass may follow.</summary>
    public bool KeepsActivations { get; }

    /// <summary>Channels of all batch norms together: the length of each half of <see cref="BatchNormStatistics"/>.</summary>
    public int StatisticsLength { get; }

    /// <summary>The place of a batch norm's first channel in <see cref="BatchNormStatistics"/>.</summary>
    public int FirstStatistic(Node norm) => StatisticsOffsets[norm.Index];

    internal int Lanes { get; }

    internal nint[] Offsets { get; }

    /// <summary>The convolutions that are products of matrices.</summary>
    internal MatrixView?[] Matrices { get; }

    internal nint[] WinnerOffsets { get; }

    internal int[] StatisticsOffsets { get; }

    internal nint PackedWeights { get; }

    internal nint Sums { get; }

    /// <summary>Zeros, <see cref="MostChannels"/> of them.</summary>
    internal nint Zeros { get; }

    internal int MostChannels { get; }

    internal nint PoolRows { get; }

    internal int DropPathCount { get; }

    /// <summary>Factors of dropped paths: (path, lane).</summary>
    internal nint DropPaths { get; }

    internal nint Length { get; }

    /// <summary>Compiles a graph.</summary>
    /// <param name="graph">What to compute.</param>
    /// <param name="batch">Samples of one batch, at least 1.</param>
    /// <param name="keepsActivations">Whether to keep what a backward pass needs; without it buffers are shared and memory is smaller.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is smaller than 1.</exception>
    public static ForwardPlan Compile(Graph graph, int batch, bool keepsActivations = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        return new ForwardPlan(graph, batch, keepsActivations);
    }

    /// <summary>Whether a value is still there after the run: it is a rectifier's, or a convolution or batch norm reads it, and activations are kept.</summary>
    public bool Keeps(Node node) => KeepsActivations
        && (node.Operation is ReluOperation or Relu6Operation or EluOperation
            || Graph.Consumers[node.Index].Any(consumer => Graph.Nodes[consumer].Operation is ConvolutionOperation or BatchNormOperation));

    /// <summary>Floats between two channels of a value. The extra line keeps channels from falling into the same cache sets.</summary>
    internal nint PlaneOf(Node node) => ((nint)node.Shape.Pixels * Lanes) + LaneKernels.LaneMultiple;

    /// <summary>Copies a batch (channel, row, column, sample) into the lanes of a value; lanes past the batch become zero.</summary>
    internal unsafe void Write(ReadOnlySpan<float> batch, Node node, float* value)
    {
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            for (int p = 0; p < node.Shape.Pixels; p++)
            {
                var lanes = new Span<float>(value + (c * PlaneOf(node)) + ((nint)p * Lanes), Lanes);
                batch.Slice(((c * node.Shape.Pixels) + p) * Batch, Batch).CopyTo(lanes);
                lanes[Batch..].Clear();
            }
        }
    }

    /// <summary>Copies the lanes of a value into a batch (channel, row, column, sample).</summary>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    internal unsafe void Read(float* value, Node node, Span<float> batch)
    {
        if (batch.Length != node.Shape.Length * Batch)
            throw new ArgumentException($"{Batch} values of {node.Shape} need {node.Shape.Length * Batch} places, {batch.Length} were given");
        for (int c = 0; c < node.Shape.Channels; c++)
        {
            for (int p = 0; p < node.Shape.Pixels; p++)
                new ReadOnlySpan<float>(value + (c * PlaneOf(node)) + ((nint)p * Lanes), Batch).CopyTo(batch[(((c * node.Shape.Pixels) + p) * Batch)..]);
        }
    }
}
