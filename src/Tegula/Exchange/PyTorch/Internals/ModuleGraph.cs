using System.Collections.Immutable;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>A network as PyTorch computes it: what is found in a <see cref="Graph"/>, with layers named by their parameters.</summary>
internal sealed class ModuleGraph
{
    private ModuleGraph(ImmutableArray<ModuleNode> nodes)
    {
        Nodes = nodes;
        var consumers = new List<int>[nodes.Length];
        for (int id = 0; id < nodes.Length; id++)
            consumers[id] = [];
        foreach (ModuleNode node in nodes)
        {
            foreach (int input in node.Inputs.Distinct())
                consumers[input].Add(node.Id);
        }

        Consumers = [.. consumers.Select(list => list.ToImmutableArray())];
    }

    /// <summary>All values in topological order; the first is the input, the last the output.</summary>
    public ImmutableArray<ModuleNode> Nodes { get; }

    /// <summary>For each node those that read it.</summary>
    public ImmutableArray<ImmutableArray<int>> Consumers { get; }

    /// <summary>Id of the network's output.</summary>
    public int Output => Nodes.Length - 1;

    /// <summary>Reads a graph.</summary>
    public static ModuleGraph Of(Graph graph)
    {
        var places = new Dictionary<int, int>();
        var nodes = ImmutableArray.CreateBuilder<ModuleNode>();
        bool[] live = Live(graph);
        ILookup<string, string> siblings = Names(graph).ToLookup(Stem);
        foreach (Node node in graph.Nodes)
        {
            if (!live[node.Index]) continue;
            bool adapts = AdaptivePoolPattern.TryMatch(graph, node, out Node? source, out int size);
            Operation operation = adapts ? new AdaptivePoolOperation(size) : node.Operation;
            ImmutableArray<int> inputs = adapts ? [places[source!.Index]] : [.. node.Inputs.Select(input => places[input])];
            places.Add(node.Index, nodes.Count);
            ImmutableArray<string> path = NameOf(operation) is { } name ? [.. PythonNames.Path(WithoutOnlyOrdinal(name, siblings))] : [];
            bool isFlat = IsFlat(graph, node, operation, [.. inputs.Select(input => nodes[input])]);
            nodes.Add(new ModuleNode(nodes.Count, operation, inputs, node.Shape, path, isFlat));
        }

        return new ModuleGraph(nodes.ToImmutable());
    }

    /// <summary>The same network, in which every module that begins with an activation computes that itself, as often as it is needed.</summary>
    /// <param name="places">The module of each layer; null for a node that is none.</param>
    public ModuleGraph WithOwnActivations(IReadOnlyList<ModuleGroup?> places)
    {
        var nodes = ImmutableArray.CreateBuilder<ModuleNode>();
        var copies = new Dictionary<(int Node, ModuleGroup? Reader), int>();
        foreach (ModuleNode node in Nodes)
        {
            ModuleGroup?[] readers = node.IsActivation && node.Id != Output ? [.. Consumers[node.Id].Select(reader => places[reader]).Distinct()] : [null];
            foreach (ModuleGroup? reader in readers)
            {
                copies.Add((node.Id, readers.Length > 1 ? reader : null), nodes.Count);
                nodes.Add(node with { Id = nodes.Count, Inputs = [.. node.Inputs.Select(input => Copy(input, places[node.Id]))] });
            }
        }

        return new ModuleGraph(nodes.ToImmutable());

        int Copy(int input, ModuleGroup? reader) => copies.TryGetValue((input, reader), out int own) ? own : copies[(input, null)];
    }

    private static bool[] Live(Graph graph)
    {
        var live = new bool[graph.Nodes.Length];
        live[0] = live[^1] = true;
        for (int index = live.Length - 1; index > 0; index--)
        {
            if (!live[index]) continue;
            bool adapts = AdaptivePoolPattern.TryMatch(graph, graph.Nodes[index], out Node? source, out _);
            IEnumerable<int> read = adapts ? [source!.Index] : graph.Nodes[index].Inputs;
            foreach (int input in read)
                live[input] = true;
        }

        return live;
    }

    private static IEnumerable<string> Names(Graph graph) => graph.Nodes.Select(node => NameOf(node.Operation)).OfType<string>();

    private static string? NameOf(Operation operation) => operation switch
    {
        ConvolutionOperation { Weight: { Kind: ParameterKind.Linear } weight } => Without(weight.Name, ".weight"),
        ConvolutionOperation convolution => convolution.Weight.Name,
        BatchNormOperation norm => Without(norm.Scale.Name, ".gamma"),
        _ => null,
    };

    private static string Without(string name, string end) => name.EndsWith(end, StringComparison.Ordinal) ? name[..^end.Length] : name;

    // Operations of one kind that read one value are numbered from 0; the number says nothing where there is only one.
    private static string WithoutOnlyOrdinal(string name, ILookup<string, string> siblings)
    {
        int at = name.LastIndexOf('.');
        int number = at < 0 ? -1 : name.LastIndexOf('.', at - 1);
        return number > 0 && name[number..at] == ".0" && siblings[Stem(name)].All(other => other.StartsWith(name[..at], StringComparison.Ordinal))
            ? name[..number] + name[at..]
            : name;
    }

    // What stands before the number of an operation: cell0.nor_conv_3x3(0) of cell0.nor_conv_3x3(0).1.conv.
    private static string Stem(string name)
    {
        int at = name.LastIndexOf('.');
        int number = at < 0 ? -1 : name.LastIndexOf('.', at - 1);
        return number > 0 && int.TryParse(name.AsSpan(number + 1, at - number - 1), out _) ? name[..number] : name;
    }

    private static bool IsFlat(Graph graph, Node node, Operation operation, IReadOnlyList<ModuleNode> inputs) => operation switch
    {
        ConvolutionOperation convolution => convolution.Weight.Kind == ParameterKind.Linear,
        FlattenOperation or AdaptivePoolOperation => true,
        AveragePoolOperation pool => PythonOperations.IsGlobal(pool.Geometry) && graph.Consumers[node.Index].All(reader =>
            graph.Nodes[reader].Operation is ConvolutionOperation { Weight.Kind: ParameterKind.Linear }),
        InputOperation or MaxPoolOperation or CropOperation => false,
        _ => inputs.All(input => input.IsFlat),
    };
}
