namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>The modules of a network, by the names of its layers.</summary>
internal sealed class ModuleTree
{
    private ModuleTree(int nodes)
    {
        Places = new ModuleGroup?[nodes];
        Attributes = new string?[nodes];
    }

    /// <summary>The network.</summary>
    public ModuleGroup Root { get; } = new(null, "", "");

    /// <summary>The module of each layer; null for what is none.</summary>
    public ModuleGroup?[] Places { get; }

    /// <summary>The name of each layer within its module.</summary>
    public string?[] Attributes { get; }

    /// <summary>Makes the modules.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="dissolved">Keys of modules whose layers belong to what holds them; a module of one layer is always dissolved.</param>
    public static ModuleTree Of(ModuleGraph graph, IReadOnlySet<string> dissolved)
    {
        var tree = new ModuleTree(graph.Nodes.Length);
        var groups = new Dictionary<string, ModuleGroup>();
        Dictionary<string, int> layers = graph.Nodes.Where(node => node.IsLayer).SelectMany(Keys).CountBy(key => key).ToDictionary();
        foreach (ModuleNode node in graph.Nodes.Where(node => node.IsLayer))
        {
            ModuleGroup group = tree.Root;
            var waiting = new List<string>();
            foreach ((string key, string part) in Keys(node).Zip(node.Path))
            {
                waiting.Add(part);
                if (dissolved.Contains(key) || layers[key] == 1) continue;
                if (!groups.TryGetValue(key, out ModuleGroup? child))
                {
                    child = new ModuleGroup(group, key, Add(group, waiting));
                    group.Children.Add(child);
                    groups.Add(key, child);
                }

                group = child;
                waiting.Clear();
            }

            waiting.Add(node.Path[^1]);
            tree.Places[node.Id] = group;
            tree.Attributes[node.Id] = Add(group, waiting);
        }

        return tree;
    }

    // The keys of the modules that a layer could be in, outermost first.
    private static IEnumerable<string> Keys(ModuleNode node) =>
        Enumerable.Range(1, node.Path.Length - 1).Select(count => string.Join('.', node.Path.Take(count)));

    private static string Add(ModuleGroup group, List<string> parts)
    {
        string name = PythonNames.Unused(string.Join('_', parts), group.Attributes);
        group.Attributes.Add(name);
        return name;
    }
}
