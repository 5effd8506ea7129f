using System.Collections.Immutable;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>Puts what has no parameters into modules so that few values pass from one into another.</summary>
internal sealed class NodePlacement
{
    private const int MostSweeps = 8;

    private readonly ModuleGraph _graph;
    private readonly ModuleGroup _root;
    private readonly ModuleGroup[] _places;
    private readonly FoldingPolicy _policy;
    private readonly HashSet<ModuleGroup> _entered = [];

    private NodePlacement(ModuleGraph graph, ModuleTree tree, FoldingPolicy policy)
    {
        (_graph, _root, _policy) = (graph, tree.Root, policy);
        _places = new ModuleGroup[graph.Nodes.Length];
        foreach (ModuleNode node in graph.Nodes)
            _places[node.Id] = tree.Places[node.Id] ?? (node.Inputs.IsEmpty ? tree.Root : Outermost(_places[node.Inputs.Max()]));
    }

    /// <summary>The module of each node.</summary>
    public static IReadOnlyList<ModuleGroup> Of(ModuleGraph graph, ModuleTree tree, FoldingPolicy policy)
    {
        var placement = new NodePlacement(graph, tree, policy);
        bool moved = true;
        for (int sweep = 0; sweep < MostSweeps && moved; sweep++)
            moved = placement.Sweep();
        return placement._places;
    }

    private static ModuleGroup Outermost(ModuleGroup group) => group.Chain().LastOrDefault() ?? group;

    private bool Sweep()
    {
        bool moved = false;
        IEnumerable<ModuleNode> nodes = _policy.Behind ? _graph.Nodes : _graph.Nodes.Reverse();
        foreach (ModuleNode node in nodes)
        {
            if (node.IsLayer || node.Inputs.IsEmpty) continue;
            ModuleGroup best = Only(node) ?? OfClassifier(node) ?? Best(node);
            moved |= best != _places[node.Id];
            _places[node.Id] = best;
        }

        return moved;
    }

    // The one module that everything around a node is in; null where there are several.
    private ModuleGroup? Only(ModuleNode node)
    {
        ModuleGroup only = _places[node.Inputs[0]];
        foreach (int input in node.Inputs)
        {
            if (_places[input] != only) return null;
        }

        foreach (int reader in _graph.Consumers[node.Id])
        {
            if (_places[reader] != only) return null;
        }

        return node.Id == _graph.Output ? null : only;
    }

    // The mean of each channel belongs to the linear layer that reads it.
    private ModuleGroup? OfClassifier(ModuleNode node)
    {
        ImmutableArray<int> readers = _graph.Consumers[node.Id];
        return node.IsFlat && readers.Length == 1 && _graph.Nodes[readers[0]].IsLinear && node.Operation is AveragePoolOperation ? _places[readers[0]] : null;
    }

    private ModuleGroup Best(ModuleNode node)
    {
        HashSet<ModuleGroup> before = [.. node.Inputs.SelectMany(input => _places[input].Chain())];
        HashSet<ModuleGroup> behind = [.. _graph.Consumers[node.Id].SelectMany(reader => _places[reader].Chain())];
        HashSet<ModuleGroup> near = _policy.Behind ? before : behind;
        ModuleGroup best = _root;
        (int Cost, bool InLeaf, bool IsFar, int Flatness) least = Order(_root);
        foreach (ModuleGroup group in before.Union(behind))
        {
            (int Cost, bool InLeaf, bool IsFar, int Flatness) order = Order(group);
            if (order.CompareTo(least) < 0)
                (best, least) = (group, order);
        }

        return best;

        (int Cost, bool InLeaf, bool IsFar, int Flatness) Order(ModuleGroup group)
        {
            _places[node.Id] = group;
            int cost = Crossings(node.Id) + node.Inputs.Distinct().Sum(Crossings);
            bool inLeaf = _policy.OutOfLeaves && !node.IsActivation && group != _root && group.Children.Count == 0;
            return (cost, inLeaf, group != _root && !near.Contains(group), -group.Depth);
        }
    }

    // How many modules a value enters or leaves.
    private int Crossings(int value)
    {
        int count = 0;
        ModuleGroup home = _places[value];
        for (ModuleGroup group = home; group.Parent is { } parent; group = parent)
        {
            bool leaves = value == _graph.Output;
            foreach (int reader in _graph.Consumers[value])
                leaves |= !_places[reader].IsWithin(group);
            count += leaves ? 1 : 0;
        }

        _entered.Clear();
        foreach (int reader in _graph.Consumers[value])
        {
            for (ModuleGroup group = _places[reader]; group.Parent is { } parent && !home.IsWithin(group); group = parent)
                _entered.Add(group);
        }

        return count + _entered.Count;
    }
}
