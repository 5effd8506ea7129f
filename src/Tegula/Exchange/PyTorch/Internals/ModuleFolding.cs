using System.Text;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>A network folded into classes.</summary>
/// <param name="Graph">What it computes.</param>
/// <param name="Tree">Its modules.</param>
/// <param name="Network">What it does.</param>
/// <param name="Classes">Classes of modules, each behind those that it uses; the last is the network's.</param>
internal sealed record ModuleFolding(ModuleGraph Graph, ModuleTree Tree, ModuleBody Network, IReadOnlyList<ModuleClass> Classes)
{
    /// <summary>Name of the class of the whole network.</summary>
    public const string NetworkName = "Network";

    /// <summary>Folds a network.</summary>
    /// <param name="plain">What it computes.</param>
    /// <param name="dissolved">Keys of modules that are none.</param>
    /// <param name="policy">Where what has no parameters goes.</param>
    public static ModuleFolding Of(ModuleGraph plain, IReadOnlySet<string> dissolved, FoldingPolicy policy)
    {
        HashSet<string> keys = [.. dissolved];
        while (true)
        {
            ModuleTree tree = ModuleTree.Of(plain, keys);
            ModuleGraph graph = policy.OwnActivations ? plain.WithOwnActivations(tree.Places) : plain;
            if (graph != plain) tree = ModuleTree.Of(graph, keys);
            IReadOnlyList<ModuleGroup> places = NodePlacement.Of(graph, tree, policy);
            if (ModuleBody.Of(graph, tree, places, out IReadOnlyList<ModuleGroup>? tangled) is { } network)
                return new ModuleFolding(graph, tree, network, ClassesOf(graph, network));
            keys.UnionWith(tangled!.Select(group => group.Key));
        }
    }

    /// <summary>Names and nodes of all layers, in the order of the graph.</summary>
    public IEnumerable<(string Name, ModuleNode Layer)> Layers()
    {
        foreach (ModuleNode node in Graph.Nodes.Where(node => node.IsLayer))
        {
            IEnumerable<string> modules = Tree.Places[node.Id]!.Chain().Select(group => group.Attribute).Reverse();
            yield return (string.Join('.', modules.Append(Tree.Attributes[node.Id]!)), node);
        }
    }

    private static List<ModuleClass> ClassesOf(ModuleGraph graph, ModuleBody network)
    {
        var classes = new List<ModuleClass>();
        HashSet<string> names = [NetworkName, .. PythonNames.NoClasses];
        foreach (IGrouping<int, ModuleBody> level in network.All().Where(body => body != network).GroupBy(body => body.Height).OrderBy(level => level.Key))
        {
            foreach (IGrouping<string, ModuleBody> same in Alike(graph, [.. level], classes))
            {
                var found = new ModuleClass("", [.. same.OrderBy(body => body.Inputs.Distinct().Count() < body.Inputs.Count).ThenBy(body => body.Outputs[0])]);
                for (int place = 0; place < found.Bodies.Count; place++)
                    (found.Bodies[place].Class, found.Bodies[place].Place) = (found, place);
                ClassArguments.Set(graph, found);
                classes.Add(found);
            }
        }

        foreach (ModuleClass named in classes.OrderByDescending(found => found.Bodies.Count).ThenBy(found => found.Bodies[0].Outputs[0]))
        {
            named.Name = PythonNames.Unused(ClassNames.Of(graph, named), names);
            names.Add(named.Name);
        }

        network.Class = new ModuleClass(NetworkName, [network]);
        ClassArguments.Set(graph, network.Class);
        return [.. classes.OrderBy(found => found.Bodies[0].Height).ThenBy(found => found.Bodies[0].Outputs[0]), network.Class];
    }

    // A module that reads one value where others read two is one of them that is given it twice.
    private static List<IGrouping<string, ModuleBody>> Alike(ModuleGraph graph, List<ModuleBody> bodies, List<ModuleClass> classes)
    {
        HashSet<string> known = [.. bodies.Select(body => KeyOf(graph, body, classes))];
        foreach (ModuleBody body in bodies.Where(body => body.Uses.Count > body.Inputs.Count))
        {
            IReadOnlyList<int> once = body.Inputs;
            body.Inputs = body.Uses;
            if (!known.Contains(KeyOf(graph, body, classes))) body.Inputs = once;
        }

        return [.. bodies.GroupBy(body => KeyOf(graph, body, classes))];
    }

    // Equal for modules that differ in numbers alone.
    private static string KeyOf(ModuleGraph graph, ModuleBody body, List<ModuleClass> classes)
    {
        // Where a value is given twice, each use takes the next of its places.
        ILookup<int, int> places = body.Inputs.Select((input, index) => (input, index)).ToLookup(pair => pair.input, pair => pair.index);
        var taken = new Dictionary<int, int>();
        var key = new StringBuilder();
        var locals = new Dictionary<int, int>();
        int own = 0;
        foreach (int input in body.Inputs)
        {
            key.Append(graph.Nodes[input].IsFlat ? 'f' : 'i');
            own++;
        }

        foreach (ModuleStep step in body.Steps)
        {
            key.Append('\n').Append(step.Attribute).Append('=');
            if (step.Node is { } node)
            {
                key.Append(PythonOperations.Call(node, [.. node.Inputs.Select(input => graph.Nodes[input])]));
                if (node.IsLayer)
                {
                    (string type, _, string rest) = PythonOperations.Layer(node, graph.Nodes[node.Inputs[0]]);
                    key.Append(type).Append(rest);
                }
            }
            else
            {
                key.Append('#').Append(classes.IndexOf(step.Body!.Class!));
            }

            foreach (int input in step.Inputs)
                key.Append(' ').Append(locals.TryGetValue(input, out int local) ? local : PlaceOf(input));
            foreach (int output in step.Outputs)
                locals.Add(output, own++);
        }

        return key.Append('\n').AppendJoin(' ', body.Outputs.Select(output => locals[output])).ToString();

        int PlaceOf(int input)
        {
            int[] all = [.. places[input]];
            int use = taken.GetValueOrDefault(input);
            taken[input] = use + 1;
            return all[Math.Min(use, all.Length - 1)];
        }
    }
}
