using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>
/// The MLP of a DAG: activation(stem x) at node 0; at each later node the sum over its edges of h or activation(W h); a linear layer with biases on the last
/// one. Source: 000_47980149b45a68e2.txt, Sec. 3.1 and 4.1, with a stem in front so that skips from node 0 fit.
/// </summary>
internal static class DagNetwork
{
    /// <summary>Builds it.</summary>
    /// <exception cref="ArgumentException">The last node does not depend on the first.</exception>
    public static Graph Build(DagArchitecture dag, TensorShape input, int classes, NetworkOptions options)
    {
        var graph = new GraphBuilder(input);
        int?[] nodes = new int?[dag.OutputNode + 1];
        nodes[0] = Activate(graph.Linear(graph.Input, "stem", options.Width, hasBias: false));
        for (int target = 1; target < nodes.Length; target++)
        {
            List<int> terms = [];
            for (int source = 0; source < target; source++)
            {
                // A node that nothing feeds is zero, and so is all that is made of it.
                DagEdge edge = dag.Edges[target - 1][source];
                if (edge == DagEdge.Cut || nodes[source] is not { } value) continue;
                terms.Add(edge == DagEdge.Skip ? value : Activate(graph.Linear(value, $"edge{source}-{target}", options.Width, hasBias: false)));
            }

            nodes[target] = terms.Count == 0 ? null : graph.Add([.. terms]);
        }

        return nodes[^1] is { } last
            ? graph.Build(graph.Linear(last, "classifier", classes))
            : throw new ArgumentException($"the output of the DAG {dag} is zero whatever the image; there is no network to build");

        int Activate(int source) => graph.Activate(source, options.Activation);
    }

    /// <summary>An activation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the activations.</exception>
    internal static int Activate(this GraphBuilder graph, int source, Activation activation) => activation switch
    {
        Activation.Relu => graph.Relu(source),
        Activation.Elu => graph.Elu(source),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "expected Relu or Elu"),
    };
}
