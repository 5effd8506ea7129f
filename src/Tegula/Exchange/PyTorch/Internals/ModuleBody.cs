namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>What one module does.</summary>
internal sealed class ModuleBody
{
    private ModuleBody(ModuleGroup group, List<ModuleStep> steps, IReadOnlyList<int> outputs)
    {
        (Group, Steps, Outputs) = (group, steps, outputs);
        HashSet<int> own = [.. steps.SelectMany(step => step.Outputs)];
        Uses = [.. steps.SelectMany(step => step.Inputs).Where(input => !own.Contains(input))];
        Inputs = group.Parent is null ? [0] : [.. Uses.Distinct()];
        Height = 1 + steps.Select(step => step.Body?.Height ?? 0).DefaultIfEmpty().Max();
    }

    /// <summary>The module.</summary>
    public ModuleGroup Group { get; }

    /// <summary>Its steps, in an order in which they can be computed.</summary>
    public IReadOnlyList<ModuleStep> Steps { get; }

    /// <summary>Ids of the values that it reads; one that its class reads in two places may occur twice.</summary>
    public IReadOnlyList<int> Inputs { get; set; }

    /// <summary>What its steps read from outside, as often as they do.</summary>
    public IReadOnlyList<int> Uses { get; }

    /// <summary>Ids of the values that are read outside of it.</summary>
    public IReadOnlyList<int> Outputs { get; }

    /// <summary>1 for a module without modules inside, else more than theirs.</summary>
    public int Height { get; }

    /// <summary>The class that it is an object of, once that is known.</summary>
    public ModuleClass? Class { get; set; }

    /// <summary>Its place among the modules of its class.</summary>
    public int Place { get; set; }

    /// <summary>This one and all inside of it.</summary>
    public IEnumerable<ModuleBody> All() => Steps.Where(step => step.Body is not null).SelectMany(step => step.Body!.All()).Append(this);

    /// <summary>Orders the steps of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="tree">Its modules.</param>
    /// <param name="places">The module of each node.</param>
    /// <param name="tangled">Modules that some value leaves and enters again, so that they cannot be computed in one go; null where the result is not.</param>
    /// <returns>What the network does; null where modules are tangled.</returns>
    public static ModuleBody? Of(ModuleGraph graph, ModuleTree tree, IReadOnlyList<ModuleGroup> places, out IReadOnlyList<ModuleGroup>? tangled)
    {
        var own = new Dictionary<ModuleGroup, List<int>>();
        foreach (ModuleNode node in graph.Nodes.Where(node => !node.Inputs.IsEmpty))
        {
            if (!own.TryGetValue(places[node.Id], out List<int>? list))
                own.Add(places[node.Id], list = []);
            list.Add(node.Id);
        }

        return Of(graph, tree, places, own, tree.Root, out tangled);
    }

    private static ModuleBody? Of(
        ModuleGraph graph,
        ModuleTree tree,
        IReadOnlyList<ModuleGroup> places,
        Dictionary<ModuleGroup, List<int>> own,
        ModuleGroup group,
        out IReadOnlyList<ModuleGroup>? tangled)
    {
        tangled = null;
        var steps = new List<ModuleStep>();
        foreach (ModuleGroup child in group.Children)
        {
            if (Of(graph, tree, places, own, child, out tangled) is not { } body) return null;
            steps.Add(new ModuleStep(null, child.Attribute, body, body.Inputs, body.Outputs));
        }

        foreach (int id in own.GetValueOrDefault(group) ?? [])
            steps.Add(new ModuleStep(graph.Nodes[id], tree.Attributes[id], null, [.. graph.Nodes[id].Inputs], [id]));
        List<ModuleStep> ordered = Ordered(steps);
        if (ordered.Count < steps.Count)
        {
            tangled = [.. steps.Except(ordered).Where(step => step.Body is not null).Select(step => step.Body!.Group)];
            return null;
        }

        int[] outputs = group.Parent is null ? [graph.Output] : [.. ordered.SelectMany(step => step.Outputs)
            .Where(id => id == graph.Output || graph.Consumers[id].Any(reader => !places[reader].IsWithin(group))).Order()];
        return new ModuleBody(group, ordered, outputs);
    }

    // What can be computed, the earliest first; less than all where steps wait for each other.
    private static List<ModuleStep> Ordered(List<ModuleStep> steps)
    {
        Dictionary<int, ModuleStep> makers = steps
            .SelectMany(step => step.Outputs.Select(output => (output, step)))
            .ToDictionary(pair => pair.output, pair => pair.step);
        var readers = new Dictionary<ModuleStep, List<ModuleStep>>();
        var missing = new Dictionary<ModuleStep, int>();
        var ready = new PriorityQueue<ModuleStep, int>();
        foreach (ModuleStep step in steps)
        {
            ModuleStep[] sources = [.. step.Inputs.Select(input => makers.GetValueOrDefault(input)).OfType<ModuleStep>().Distinct()];
            missing[step] = sources.Length;
            foreach (ModuleStep source in sources)
            {
                if (!readers.TryGetValue(source, out List<ModuleStep>? list))
                    readers.Add(source, list = []);
                list.Add(step);
            }

            if (sources.Length == 0) ready.Enqueue(step, step.Outputs[^1]);
        }

        var ordered = new List<ModuleStep>();
        while (ready.TryDequeue(out ModuleStep? step, out _))
        {
            ordered.Add(step);
            foreach (ModuleStep reader in readers.GetValueOrDefault(step) ?? [])
            {
                if (--missing[reader] == 0) ready.Enqueue(reader, reader.Outputs[^1]);
            }
        }

        return ordered;
    }
}
