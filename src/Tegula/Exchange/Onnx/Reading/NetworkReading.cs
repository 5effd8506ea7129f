using Tegula.Architectures.Graphs;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Turns the nodes of a file into a topology, and counts on the way.</summary>
/// <param name="file">What messages call the file.</param>
/// <param name="sizes">Sizes that the file leaves free, by their names.</param>
internal sealed class NetworkReading(string file, IReadOnlyDictionary<string, long> sizes)
{
    private const int MostNamed = 3;

    // Concatenations of concatenations are flattened up to this many edges; dense blocks of hundreds of layers stay below.
    private const int MaxFlattened = 200_000;

    // Numbers that are computed on the way to shapes, of all values together.
    private const int MaxNumbers = 1_000_000;

    // Stored tensors behind constants, looked at to join them.
    private const int MaxRoots = 8_000_000;

    // Chosen channels of concatenations, times parts that they may come from.
    private const int MaxCompared = 20_000_000;

    private readonly ShapeRules _shapes = new(file);
    private readonly ParameterCount _parameters = new();
    private readonly Dictionary<string, ValueFacts> _values = [];
    private readonly Dictionary<string, Port> _ports = [];
    private readonly Dictionary<string, int> _uses = [];
    private readonly Dictionary<string, ValueContent> _given = [];
    private readonly Dictionary<string, long> _sizes = new(sizes);
    private readonly List<string> _uncounted = [];
    private readonly List<string> _free = [];
    private long _batch = 1;
    private int _flattened;
    private long _numbers;
    private long _roots;
    private long _compared;

    /// <summary>The topology.</summary>
    public TopologyDraft Draft { get; } = new(file);

    /// <summary>What a reader of the numbers should know.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Reads the graph.</summary>
    /// <param name="graph">The graph of the file.</param>
    /// <param name="nodes">Its nodes in order, without calls of functions.</param>
    /// <exception cref="OnnxException">The graph has no input, or sizes contradict each other.</exception>
    /// <exception cref="OverflowException">64 bits do not hold a number.</exception>
    public void Read(GraphContent graph, IReadOnlyList<NodeContent> nodes)
    {
        foreach (TensorContent tensor in graph.Initializers)
            _values[tensor.Name] = ValueFacts.Of(tensor.Name, tensor);
        foreach (ValueContent value in graph.Values.Concat(graph.Outputs))
            _given[value.Name] = value;
        CountUses(graph, nodes);
        AddInputs(graph);
        foreach (NodeContent node in nodes)
            Read(node);
        AddOutput(graph);
        if (_uncounted.Count > 0)
        {
            string more = _uncounted.Count > MostNamed ? $" and {_uncounted.Count - MostNamed} more" : "";
            Notes.Add($"MACs of {string.Join(", ", _uncounted.Take(MostNamed))}{more} are not counted: the sizes that they read or write are not known");
            if (_free.Count > 0)
                Notes.Add($"the file leaves sizes free that can be given: {string.Join(", ", _free.Distinct().Take(MostNamed).Select(NodeContent.Shortened))}");
        }

        if (_batch > 1)
            Notes.Add($"the file is made for batches of {_batch}; MACs are those of one input");
    }

    private void CountUses(GraphContent graph, IReadOnlyList<NodeContent> nodes)
    {
        // What only asks for the shape of a value does not use its numbers.
        foreach (NodeContent node in nodes.Where(node => node.Operator is not ("Shape" or "Size")))
        {
            foreach (string name in NodeOrder.Reads(node))
                _uses[name] = _uses.GetValueOrDefault(name) + 1;
        }

        foreach (ValueContent output in graph.Outputs)
            _uses[output.Name] = _uses.GetValueOrDefault(output.Name) + 1;
    }

    private void AddInputs(GraphContent graph)
    {
        List<ValueContent> inputs = [.. graph.Inputs.Where(input => !_values.ContainsKey(input.Name))];
        if (inputs.Count == 0)
            throw new OnnxException($"{file}: the graph has no input; it needs at least one that is not an initializer");
        foreach (ValueContent input in inputs)
        {
            if (input.Shape is [{ Size: < 0, Name.Length: > 0 } batch, ..])
                _sizes[batch.Name] = 1;
            IEnumerable<SizeContent> free = (input.Shape ?? []).Where(size => size.Size < 0 && size.Name.Length > 0 && !_sizes.ContainsKey(size.Name));
            _free.AddRange(free.Select(size => size.Name));
        }

        // Of pictures it is sure that the first size is the batch.
        long[] batches = [.. inputs.Select(input => input.Shape is [{ Size: > 1 } first, _, _, _] ? first.Size : 1).Distinct()];
        _batch = batches is [var one] ? one : 1;
        bool any = inputs.Exists(input => _uses.ContainsKey(input.Name));
        foreach (ValueContent input in inputs)
        {
            long[]? shape = Sized(input.Shape, isInput: true);
            _values[input.Name] = new(input.Name) { Shape = shape };
            if (any && !_uses.ContainsKey(input.Name))
                continue;
            bool isLast = shape is not { Length: > 3 };
            _ports[input.Name] = new(Draft.Add(NodeName.Of(input.Name), Channels(shape, isLast), NodeRole.Input), input.Name) { IsChannelsLast = isLast };
        }
    }

    // Sizes of the file; the free first size of an input is its batch, which counts as 1 here and wherever else it is named.
    private long[]? Sized(SizeContent[]? shape, bool isInput = false) => shape is null ? null :
    [
        .. shape.Select((size, axis) => size.Size >= 0 ? size.Size : isInput && axis == 0 ? 1 : _sizes.GetValueOrDefault(size.Name, Sizes.Unknown)),
    ];

    private void Read(NodeContent node)
    {
        ValueFacts?[] inputs = [.. NodeOrder.Reads(node).Select(name => name.Length == 0 ? null : _values.GetValueOrDefault(name))];
        ValueFacts[] outputs = [.. node.Outputs.Select(name => new ValueFacts(name))];
        OperatorKind kind = Operators.KindOf(node);
        if (outputs.Length == 0)
            return;
        if (node.Operator == "Constant" && node.Domain.Length == 0)
        {
            _values[node.Outputs[0]] = Constant(node);
            return;
        }

        if (kind != OperatorKind.Unknown)
        {
            _shapes.Apply(node, inputs, outputs);
            outputs[0].Numbers = Kept(NumberRules.Of(node, inputs, outputs[0].Shape), inputs);
        }

        bool isConstant = kind == OperatorKind.Shape || !NodeOrder.Reads(node).Any(_ports.ContainsKey);
        foreach (ValueFacts output in outputs.Where(output => output.Name.Length > 0))
        {
            Complete(output);
            output.IsConstant = isConstant;
            _values[output.Name] = output;
        }

        if (isConstant)
            outputs[0].Roots = kind == OperatorKind.Shape ? [] : Roots(kind, inputs);
        else
            Connect(node, kind, inputs, outputs);
    }

    // Numbers beyond the limit are forgotten: sizes made of them are unknown. What an input has costs nothing more.
    private KnownNumbers? Kept(KnownNumbers? numbers, params ReadOnlySpan<ValueFacts?> inputs)
    {
        bool isNew = numbers is not null && (inputs.Length == 0 || inputs[0]?.Numbers != numbers);
        _numbers += isNew ? numbers!.Count : 0;
        return isNew && _numbers > MaxNumbers ? null : numbers;
    }

    private ValueFacts Constant(NodeContent node)
    {
        string name = node.Outputs[0];
        if (node.Attributes.GetValueOrDefault("value")?.Tensor is { } tensor)
            return ValueFacts.Of(name, tensor);
        AttributeContent? one = node.Attributes.GetValueOrDefault("value_int"), several = node.Attributes.GetValueOrDefault("value_ints");
        return new(name)
        {
            IsConstant = true,
            Numbers = one?.Integer is { } whole ? Kept(KnownNumbers.Of([whole])) : several is { } list ? Kept(KnownNumbers.Of(list.Integers)) : null,
            Shape = several is { } sized ? [sized.Integers.Count] : one is not null || node.Attributes.ContainsKey("value_float") ? [] : null,
        };
    }

    // Where no rule knows a size, the file may.
    private void Complete(ValueFacts output)
    {
        if (!_given.TryGetValue(output.Name, out ValueContent? given) || Sized(given.Shape) is not { } shape)
            return;
        if (output.Shape is null)
            output.Shape = shape;
        else if (output.Shape.Length == shape.Length)
            output.Shape = [.. output.Shape.Zip(shape, (own, other) => own >= 0 ? own : other)];
    }

    // The stored tensors behind a constant; of a table, a scale or a target shape beside it only the table counts.
    private IReadOnlyList<TensorContent> Roots(OperatorKind kind, ValueFacts?[] inputs)
    {
        const int most = 64;
        if (kind is OperatorKind.Single or OperatorKind.Lookup or OperatorKind.Reduction)
            return inputs.Length > 0 && inputs[0] is { } first ? first.Roots : [];
        IReadOnlyList<TensorContent>[] lists = [.. inputs.OfType<ValueFacts>().Select(input => input.Roots).Where(roots => roots.Count > 0).Distinct()];
        if (lists.Length < 2)
            return lists.Length == 0 ? [] : lists[0];
        _roots += lists.Sum(roots => (long)roots.Count);
        if (_roots > MaxRoots)
            throw new OnnxException($"{file}: constants are computed of one another more than {MaxRoots:N0} times; those of a network are stored");
        TensorContent[] joined = [.. lists.SelectMany(roots => roots).Distinct().Take(most)];
        return joined.Length == lists[0].Count ? lists[0] : joined;
    }

    private void Connect(NodeContent node, OperatorKind kind, ValueFacts?[] inputs, ValueFacts[] outputs)
    {
        List<string> moving = [.. NodeOrder.Reads(node).Where(_ports.ContainsKey)];
        long parameters = _parameters.Of(node, kind, inputs);
        Port port = kind switch
        {
            OperatorKind.Weights => Layer(node, inputs, outputs[0], moving, parameters),
            OperatorKind.Lookup when ShapeRules.Input(inputs, 0) is { IsConstant: true } && moving is [var places] =>
                Edge(places, outputs[0], new("embedding", OperationKind.Linear, parameters)) with { IsChannelsLast = true },
            OperatorKind.Lookup when SelectedChannels(node, inputs, moving) is { } selected => new(selected, outputs[0].Name),
            OperatorKind.Pooling => Edge(moving[0], outputs[0], new(OperatorCost.PoolName(node), OperationKind.Pooling)),
            OperatorKind.Reduction => Edge(moving[0], outputs[0], new(OperatorCost.ReductionName(node), OperationKind.Pooling)) with { IsReduction = true },
            OperatorKind.Concatenation when moving.Count > 1 && !IsOfOne(moving, areAddends: true) => Concatenated(node, outputs[0], moving, parameters),
            _ when moving.Count == 1 => Single(node, kind, moving[0], outputs[0], parameters),
            OperatorKind.Elementwise or OperatorKind.Concatenation when IsOfOne(moving, node.Operator is "Add" or "Sum" or "Concat") =>
                OfOne(node, moving, outputs[0], parameters),
            _ => Merged(node, outputs[0], moving).With(outputs[0].Name, node.Operator.ToLowerInvariant(), parameters),
        };
        Hang(node, port, outputs);
    }

    // A value that several nodes read becomes a node, unless it is one already or a mean that may be a part of a norm.
    private void Hang(NodeContent node, Port port, ValueFacts[] outputs)
    {
        int uses = outputs.Sum(output => _uses.GetValueOrDefault(output.Name));
        foreach (ValueFacts output in outputs.Where(output => output.Name.Length > 0))
        {
            int? part = node.Operator == "Split" && port.IsBare ? Channels(output.Shape, port.IsChannelsLast) : port.Channels;
            _ports[output.Name] = port with { Channels = part };
        }

        if (uses < 2 || port.IsBare || (port.IsReduction && port.Edge.Parameters == 0 && port.Edge.Macs == 0))
            return;
        ValueFacts first = outputs.First(output => output.Name.Length > 0);
        Port whole = AsNode(first.Name, NodeName.Of(node));
        foreach (ValueFacts output in outputs.Where(output => output.Name.Length > 0 && output != first))
            _ports[output.Name] = whole with { Origin = output.Name };
    }

    private Port Layer(NodeContent node, ValueFacts?[] inputs, ValueFacts output, List<string> moving, long parameters)
    {
        long macs = OperatorCost.Macs(node, inputs, output);
        if (macs < 0)
            _uncounted.Add(node.Title);
        macs = Math.Max(macs, 0) / _batch;
        ValueFacts? weights = ShapeRules.Input(inputs, Operators.WeightPlace(node.Operator));
        OperationKind kind = OperatorCost.KindOf(node);
        Port port = moving.Count > 1 && node.Operator is not ("LSTM" or "GRU" or "RNN")
            ? Merged(node, output, moving).With(output.Name, node.Operator.ToLowerInvariant(), parameters, macs)
            : Edge(moving[0], output, new(OperatorCost.Name(node, weights), kind, parameters, macs));
        return port with { IsChannelsLast = kind == OperationKind.Linear };
    }

    // A layer or pooling behind a value; what was folded so far goes with it.
    private Port Edge(string source, ValueFacts output, EdgeOperation operation)
    {
        Port port = _ports[source].Operation is null ? _ports[source] : AsNode(source, NodeName.Of(source));
        return port with { Origin = output.Name, Operation = operation };
    }

    private Port Single(NodeContent node, OperatorKind kind, string source, ValueFacts output, long parameters)
    {
        Port port = _ports[source];
        bool isLast = node.Operator switch
        {
            "LayerNormalization" => true,
            "Transpose" when node.Integers("perm") is [0, 2, 1] => !port.IsChannelsLast,
            _ => port.IsChannelsLast,
        };
        bool isSame = node.Operator is "Identity" or "Dropout" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze"
            || (kind == OperatorKind.Concatenation && parameters == 0);
        return port.With(isSame ? port.Origin : output.Name, NodeName.Cost(node), parameters) with { IsChannelsLast = isLast };
    }

    // Whether values are all made of one, without layers or poolings: then they are one function of it, such as GELU or a norm written out.
    private bool IsOfOne(List<string> moving, bool areAddends)
    {
        Port first = _ports[moving[0]];
        bool isOne = moving.TrueForAll(name => _ports[name] is var port && port.Node == first.Node && (port.Operation is null || port.IsReduction));
        return isOne && !(areAddends && moving.TrueForAll(name => _ports[name].Origin == first.Origin));
    }

    private Port OfOne(NodeContent node, List<string> moving, ValueFacts output, long parameters)
    {
        Port whole = _ports[moving[0]] with { Operation = null, IsReduction = false, Parameters = 0, Macs = 0, CostName = "", Channels = null };
        foreach (Port part in moving.Distinct().Select(name => _ports[name]))
        {
            EdgeOperation edge = part.Edge;
            whole = whole.With(output.Name, part.CostName, edge.Parameters, edge.Macs);
        }

        return whole.With(output.Name, NodeName.Cost(node), parameters);
    }

    private Port Merged(NodeContent node, ValueFacts output, List<string> moving)
    {
        bool isLast = _ports[moving[0]].IsChannelsLast;
        int target = Draft.Add(NodeName.Of(node), Channels(output.Shape, isLast));
        foreach (string name in moving)
            Draft.Connect(_ports[name].Node, target, _ports[name].Edge, _ports[name].Channels);
        return new(target, output.Name) { IsChannelsLast = isLast };
    }

    private Port Concatenated(NodeContent node, ValueFacts output, List<string> moving, long parameters)
    {
        bool isLast = _ports[moving[0]].IsChannelsLast;
        List<Port> parts = [.. moving.Select(name => _ports[name].IsBare ? _ports[name] : AsNode(name, NodeName.Of(name)))];
        int target = Draft.Add(NodeName.Of(node), Channels(output.Shape, isLast), merge: NodeMerge.Concatenate);
        foreach (Port part in parts)
        {
            DraftNode source = Draft.Nodes[part.Node];
            bool isWhole = part.Channels is null && source.Node.Merge == NodeMerge.Concatenate && _flattened + source.Edges.Count <= MaxFlattened;
            if (!isWhole)
                Draft.Connect(part.Node, target, EdgeOperation.Concatenation, part.Channels);
            foreach (DraftEdge edge in isWhole ? source.Edges : [])
                Draft.Connect(edge.Source, target, edge.Operation, edge.Channels);
            _flattened += isWhole ? source.Edges.Count : 0;
        }

        return new Port(target, output.Name) { IsChannelsLast = isLast }.With(output.Name, "concat", parameters);
    }

    // Chosen channels of a concatenation: each part gives as many as were chosen of it.
    private int? SelectedChannels(NodeContent node, ValueFacts?[] inputs, List<string> moving)
    {
        if (moving.Count != 1 || _ports[moving[0]] is not { IsBare: true, IsChannelsLast: false, Channels: null } port || node.Integer("axis", 0) != 1)
            return null;
        DraftNode source = Draft.Nodes[port.Node];
        bool fits = source.Node.Merge == NodeMerge.Concatenate && _flattened + source.Edges.Count <= MaxFlattened;
        if (!fits || source.Edges.Exists(edge => edge.Channels <= 0))
            return null;
        if (ShapeRules.Input(inputs, 0) is not { Rank: > 1 } || ShapeRules.Input(inputs, 1) is not { Rank: 1, Whole: { } chosen })
            return null;
        _compared += (long)source.Edges.Count * chosen.Length;
        if (_compared > MaxCompared)
            return null;
        int target = Draft.Add(NodeName.Of(node), chosen.Length, merge: NodeMerge.Concatenate);
        long end = 0;
        foreach (DraftEdge edge in source.Edges)
        {
            (long start, long behind) = (end, end + edge.Channels);
            int count = chosen.Count(channel => channel >= start && channel < behind);
            end = behind;
            if (count > 0)
                Draft.Connect(edge.Source, target, EdgeOperation.Concatenation, count);
        }

        _flattened += source.Edges.Count;
        return target;
    }

    // Makes the value a node of its own, once.
    private Port AsNode(string value, string name)
    {
        Port port = _ports[value];
        int target = Draft.Add(name, Channels(_values[value].Shape, port.IsChannelsLast));
        Draft.Connect(port.Node, target, port.Edge, port.Channels);
        return _ports[value] = new(target, value) { IsChannelsLast = port.IsChannelsLast };
    }

    private void AddOutput(GraphContent graph)
    {
        List<string> outputs = [.. graph.Outputs.Select(output => output.Name).Where(_ports.ContainsKey).Distinct()];
        if (outputs.Count == 0)
            Notes.Add("no output depends on an input");
        string last = outputs.Count == 0 ? graph.Outputs[0].Name : outputs[^1];
        int channels = outputs.Count == 0 ? 0 : Channels(_values[last].Shape, _ports[last].IsChannelsLast);
        int target = Draft.Add("output", channels, NodeRole.Output);
        foreach (Port port in outputs.Select(name => _ports[name]))
            Draft.Connect(port.Node, target, port.Edge, port.Channels);
    }

    private int Channels(long[]? shape, bool isLast)
    {
        long channels = shape is null or [] ? 0 : shape.Length <= 2 || isLast ? shape[^1] : shape[1];
        return channels <= int.MaxValue
            ? (int)Math.Max(channels, 0)
            : throw new OnnxException($"{file}: a value has {channels} channels; a network has at most {int.MaxValue}");
    }
}
