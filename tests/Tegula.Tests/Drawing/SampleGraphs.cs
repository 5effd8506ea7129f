using Tegula.Architectures;
using Tegula.Architectures.Graphs;

namespace Tegula.Tests.Drawing;

/// <summary>Graphs of the shapes that are drawn: cells, blocks, dense cells, chains.</summary>
internal static class SampleGraphs
{
    public static readonly EdgeOperation Convolution = new("conv 3x3", OperationKind.Convolution, 9216, 9437184);
    public static readonly EdgeOperation SmallConvolution = new("conv 1x1", OperationKind.Convolution, 1024, 1048576);
    public static readonly EdgeOperation Pooling = new("avg_pool_3x3", OperationKind.Pooling);

    /// <summary>Two inputs, four nodes that read two edges each, and a concatenation of them.</summary>
    public static ArchitectureGraph Darts()
    {
        var builder = new ArchitectureGraphBuilder();
        int[] nodes =
        [
            builder.Add("c_{k-2}", NodeRole.Input), builder.Add("c_{k-1}", NodeRole.Input),
            .. Enumerable.Range(0, 4).Select(step => builder.Add($"{step}")),
        ];
        int output = builder.Add("c_{k}", NodeRole.Output, NodeMerge.Concatenate);
        EdgeOperation separable = new("sep_conv_3x3", OperationKind.Convolution);
        EdgeOperation dilated = new("dil_conv_3x3", OperationKind.Convolution);
        EdgeOperation skip = EdgeOperation.Identity;
        (EdgeOperation Operation, int Source)[] pairs =
            [(separable, 0), (separable, 1), (separable, 0), (separable, 1), (separable, 1), (skip, 0), (skip, 0), (dilated, 2)];
        for (int pair = 0; pair < pairs.Length; pair++)
            builder.Connect(nodes[pairs[pair].Source], nodes[2 + (pair / 2)], pairs[pair].Operation);
        foreach (int node in nodes[2..])
            builder.Connect(node, output, EdgeOperation.Concatenation);
        return builder.Build();
    }

    /// <summary>Blocks of some convolutions beside a skip connection.</summary>
    public static ArchitectureGraph Residual(int blocks, int convolutions)
    {
        var builder = new ArchitectureGraphBuilder();
        int last = builder.Add("image", NodeRole.Input, channels: 3);
        for (int block = 0; block < blocks; block++)
        {
            int start = last;
            for (int layer = 1; layer <= convolutions; layer++)
            {
                int next = builder.Add(layer == convolutions ? $"block{block}" : $"block{block}.conv{layer}", channels: 64);
                builder.Connect(last, next, Convolution);
                last = next;
            }

            builder.Connect(start, last, block % 16 == 0 ? SmallConvolution : EdgeOperation.Identity);
        }

        int output = builder.Add("logits", NodeRole.Output, channels: 10);
        builder.Connect(last, output, new("linear", OperationKind.Linear, 650, 640));
        return builder.Build();
    }

    /// <summary>Cells of layers of which each reads the concatenation of all earlier ones of its cell.</summary>
    public static ArchitectureGraph Dense(int cells, int layers)
    {
        var builder = new ArchitectureGraphBuilder();
        int last = builder.Add("image", NodeRole.Input, channels: 3);
        for (int cell = 0; cell < cells; cell++)
        {
            var earlier = new List<int>();
            for (int layer = 0; layer < layers; layer++)
            {
                int source = last;
                if (earlier.Count > 1)
                {
                    source = builder.Add($"joint {cell}.{layer}", merge: NodeMerge.Concatenate, channels: 32 * earlier.Count);
                    foreach (int link in earlier)
                        builder.Connect(link, source, EdgeOperation.Concatenation);
                }

                last = builder.Add($"layer {cell}.{layer}", channels: 32);
                builder.Connect(source, last, Convolution);
                earlier.Add(last);
            }
        }

        int output = builder.Add("logits", NodeRole.Output, channels: 10);
        builder.Connect(last, output, new("linear", OperationKind.Linear, 650, 640));
        return builder.Build();
    }

    /// <summary>Nodes one after the other.</summary>
    public static ArchitectureGraph Chain(int nodes)
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Add("0", NodeRole.Input);
        for (int node = 1; node < nodes; node++)
        {
            builder.Add($"{node}", node == nodes - 1 ? NodeRole.Output : NodeRole.Intermediate);
            builder.Connect(node - 1, node, Convolution);
        }

        return builder.Build();
    }

    /// <summary>Two nodes and so many edges between them, of two operations in turn.</summary>
    public static ArchitectureGraph Parallel(int edges, bool bypass = false)
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("input", NodeRole.Input);
        int between = builder.Add("between");
        int output = builder.Add("output", NodeRole.Output);
        builder.Connect(input, between, Pooling);
        builder.Connect(between, output, Pooling);
        for (int edge = 0; edge < edges; edge++)
            builder.Connect(bypass ? input : between, output, edge % 2 == 0 ? Convolution : EdgeOperation.Identity);
        return builder.Build();
    }

    /// <summary>A random DAG code with nodes 0 to H; about every third edge is cut.</summary>
    public static DagArchitecture RandomDag(Random random, int outputNode) =>
        DagArchitecture.Parse(string.Join('_', Enumerable.Range(1, outputNode).Select(node => Digits(random, node))));

    private static string Digits(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(3)));
}
