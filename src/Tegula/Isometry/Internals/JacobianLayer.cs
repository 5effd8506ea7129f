using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Isometry.Internals;

/// <summary>A weight layer of a graph and the nodes whose derivatives belong to its Jacobian; see <see cref="LayerJacobians"/>.</summary>
/// <param name="Node">The convolution or linear layer.</param>
/// <param name="Weights">Its operation.</param>
/// <param name="NormBehind">The batch norm directly behind it, or null.</param>
/// <param name="ActivationBehind">The activation directly behind these, or null.</param>
/// <param name="NormInFront">A batch norm in front that belongs to no other layer, or null.</param>
/// <param name="ActivationInFront">An activation in front that belongs to no other layer, or null.</param>
/// <param name="Positions">The output positions (row, column) that are looked at.</param>
internal sealed record JacobianLayer(
    Node Node,
    ConvolutionOperation Weights,
    Node? NormBehind,
    Node? ActivationBehind,
    Node? NormInFront,
    Node? ActivationInFront,
    ImmutableArray<Extent> Positions)
{
    /// <summary>Outputs of one group.</summary>
    public int Rows => Node.Shape.Channels / Weights.Groups;

    /// <summary>Inputs of one group: channels times taps.</summary>
    public int Columns => Weights.Weight.Length / Node.Shape.Channels;

    /// <summary>Whether every sample and position has the same Jacobian.</summary>
    public bool IsConstant => ActivationBehind is null && ActivationInFront is null;

    /// <summary>The pixels of the input that a window reads: one for each tap, row by row; -1 where the tap lies outside.</summary>
    public int[] PixelsOf(Extent position)
    {
        WindowGeometry window = Weights.Geometry;
        var pixels = new int[window.Taps];
        for (int tap = 0; tap < pixels.Length; tap++)
        {
            int row = (position.Y * window.Stride.Y) - window.Padding.Y + (tap / window.Kernel.X * window.Dilation.Y);
            int column = (position.X * window.Stride.X) - window.Padding.X + (tap % window.Kernel.X * window.Dilation.X);
            bool isInside = row >= 0 && row < window.Input.Y && column >= 0 && column < window.Input.X;
            pixels[tap] = isInside ? (row * window.Input.X) + column : -1;
        }

        return pixels;
    }

    /// <summary>All weight layers of a graph in its order.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="positions">Most output positions of a layer, at least 1.</param>
    /// <param name="seed">Decides which positions.</param>
    public static ImmutableArray<JacobianLayer> Of(Graph graph, int positions, ulong seed) =>
        [.. graph.Nodes.Where(node => node.Operation is ConvolutionOperation).Select(node => Of(graph, node, positions, seed))];

    private static JacobianLayer Of(Graph graph, Node node, int positions, ulong seed)
    {
        var weights = (ConvolutionOperation)node.Operation;
        Node? normBehind = OnlyReader(graph, node) is { Operation: BatchNormOperation } norm ? norm : null;
        Node? activationBehind = OnlyReader(graph, normBehind ?? node) is { } reader && IsActivation(reader) ? reader : null;
        Node source = graph.Nodes[node.Inputs[0]];
        Node? activationInFront = IsActivation(source) && !BelongsToLayer(graph, source) ? source : null;
        Node before = activationInFront is null ? source : graph.Nodes[activationInFront.Inputs[0]];
        Node? normInFront = before.Operation is BatchNormOperation && !BelongsToLayer(graph, before) ? before : null;
        return new(node, weights, normBehind, activationBehind, normInFront, activationInFront, Draw(weights, positions, seed));
    }

    private static Node? OnlyReader(Graph graph, Node node) => graph.Consumers[node.Index] is [int single] ? graph.Nodes[single] : null;

    private static bool IsActivation(Node node) => node.Operation is ReluOperation or Relu6Operation or EluOperation;

    // Whether a batch norm or activation follows a layer directly, so that it is part of that layer's Jacobian.
    private static bool BelongsToLayer(Graph graph, Node node)
    {
        Node source = graph.Nodes[node.Inputs[0]];
        if (OnlyReader(graph, source) is null) return false;
        if (source.Operation is ConvolutionOperation) return true;
        return IsActivation(node) && source.Operation is BatchNormOperation && BelongsToLayer(graph, source);
    }

    private static ImmutableArray<Extent> Draw(ConvolutionOperation weights, int count, ulong seed)
    {
        WindowGeometry window = weights.Geometry;
        int[] rows = Fullest(window.Output.Y, window.Kernel.Y, window.Stride.Y, window.Padding.Y, window.Dilation.Y, window.Input.Y);
        int[] columns = Fullest(window.Output.X, window.Kernel.X, window.Stride.X, window.Padding.X, window.Dilation.X, window.Input.X);
        int[] order = [.. Enumerable.Range(0, rows.Length * columns.Length)];
        new RandomStream(seed, "jacobian positions " + weights.Weight.Name).Shuffle<int>(order);
        return [.. order.Take(count).Select(place => new Extent(rows[place / columns.Length], columns[place % columns.Length]))];
    }

    // The output rows whose windows have the most taps inside of the image: all of them, but for images smaller than the window.
    private static int[] Fullest(int outputs, int kernel, int stride, int padding, int dilation, int inputs)
    {
        int[] inside = [.. Enumerable.Range(0, outputs).Select(output =>
            Enumerable.Range(0, kernel).Count(tap => (output * stride) - padding + (tap * dilation) is int place && place >= 0 && place < inputs))];
        int most = inside.Max();
        return [.. Enumerable.Range(0, outputs).Where(output => inside[output] == most)];
    }
}
