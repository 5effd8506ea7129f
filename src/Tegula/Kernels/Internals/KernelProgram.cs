using System.Collections.Immutable;
using Tegula.Architectures.Graphs;

namespace Tegula.Kernels.Internals;

/// <summary>
/// A graph compiled to what one pair of samples runs through: stages in topological order, the output last. Nodes with the same kernel share a stage, and
/// what the output does not need is left out.
/// </summary>
/// <remarks>
/// A node is a sum of atoms: the input, and the result of each linear edge, all with independent weights. Skip paths hand an atom on, and n of them make it n
/// times as long. The kernel of the node is the sum over atoms of n^2 times their kernels plus the products of different atoms' means
/// (<see cref="PropagationRule.Exact"/>), or of n times their kernels (<see cref="PropagationRule.Variance"/>).
/// </remarks>
/// <param name="Stages">The stages; stage s is source s + 1 of later ones, the last is the output.</param>
/// <param name="Rule">The rule.</param>
internal sealed record KernelProgram(ImmutableArray<KernelStage> Stages, PropagationRule Rule)
{
    /// <summary>Compiles a graph.</summary>
    /// <exception cref="GraphException">The graph is not connected, has several inputs, or does something else than skipping, mapping and adding.</exception>
    /// <exception cref="KernelException">There are so many paths that doubles cannot hold the kernel.</exception>
    public static KernelProgram Of(ArchitectureGraph graph, PropagationRule rule)
    {
        DagForm.Require(graph);
        bool[] live = new bool[graph.Nodes.Length];
        graph.MarkUsed(live);
        var stages = new List<KernelStage>();
        var stageOf = new Dictionary<string, int>();
        var atoms = new Dictionary<int, (int Source, double Count)>[graph.Nodes.Length];
        int[] sources = new int[graph.Nodes.Length];
        ILookup<int, (GraphEdge Edge, int Index)> incoming = graph.Edges.Select((edge, index) => (edge, index)).ToLookup(item => item.edge.Target);
        HashSet<int> feeds = [.. graph.Edges.Where(edge => live[edge.Target] && edge.Operation.Kind == OperationKind.Linear).Select(edge => edge.Source)];
        for (int node = 0; node < atoms.Length; node++)
        {
            if (!live[node])
                continue;
            atoms[node] = graph.Nodes[node].Role == NodeRole.Input ? new() { [-1] = (0, 1) } : Gather(incoming[node], atoms, sources, rule);
            if (!feeds.Contains(node) && node != graph.Output)
                continue;
            KernelStage stage = Stage(atoms[node], rule, graph.Nodes[node].Name);
            string text = string.Join(';', stage.Terms.Select(term => term.ToString()));
            if (node == graph.Output || !stageOf.TryGetValue(text, out int place))
            {
                place = stages.Count;
                stages.Add(stage);
                stageOf[text] = place;
            }

            sources[node] = place + 1;
        }

        return new([.. stages], rule);
    }

    /// <summary>The sum over paths of f composed with itself as often as the path has linear edges. Source: 000_47980149b45a68e2.txt, Eq. 12.</summary>
    /// <param name="depths">How many paths have 0, 1, 2, ... linear edges.</param>
    public static KernelProgram OfPaths(ImmutableArray<long> depths)
    {
        IEnumerable<KernelStage> chain = Enumerable.Range(0, depths.Length - 1).Select(depth => new KernelStage([new(depth, 1, 1)]));
        var sum = new KernelStage([.. depths.Select((count, depth) => new KernelTerm(depth, count, count)).Where(term => term.Count > 0)]);
        return new([.. chain, sum], PropagationRule.Variance);
    }

    private static Dictionary<int, (int Source, double Count)> Gather(
        IEnumerable<(GraphEdge Edge, int Index)> incoming, Dictionary<int, (int Source, double Count)>[] atoms, int[] sources, PropagationRule rule)
    {
        var sum = new Dictionary<int, (int Source, double Count)>();
        void Include(int atom, int source, double count) => sum[atom] = (source, sum.GetValueOrDefault(atom).Count + count);
        foreach ((GraphEdge edge, int index) in incoming)
        {
            if (edge.Operation.Kind == OperationKind.Linear)
            {
                // Atoms behind one stage have one kernel: only the exact rule must keep them apart.
                Include(rule == PropagationRule.Exact ? index : -1 - sources[edge.Source], sources[edge.Source], 1);
                continue;
            }

            foreach ((int atom, (int source, double count)) in atoms[edge.Source])
                Include(atom, source, count);
        }

        return sum;
    }

    private static KernelStage Stage(Dictionary<int, (int Source, double Count)> atoms, PropagationRule rule, string name)
    {
        ImmutableArray<KernelTerm> terms =
        [
            .. atoms.Values.GroupBy(atom => atom.Source).OrderBy(group => group.Key).Select(group => new KernelTerm(
                group.Key,
                rule == PropagationRule.Exact ? group.Sum(atom => atom.Count * atom.Count) : group.Sum(atom => atom.Count),
                group.Sum(atom => atom.Count))),
        ];
        if (terms.Any(term => !double.IsFinite(term.Weight)))
            throw new KernelException($"node {name} has more paths than a double can count; the kernel needs fewer than 1e150");
        return new(terms);
    }
}
