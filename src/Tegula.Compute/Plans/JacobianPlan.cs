using System.Collections.Immutable;
using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <summary>
/// A graph compiled for the gradient of every sample's summed output with respect to the weights, exact under batch statistics: output n depends on
/// the whole batch through the batch norms, so each of the N cotangents is carried back through all N samples. The cotangents are the innermost
/// dimension, in blocks; samples are walked one after the other, and only a batch norm, whose two means run over the batch, ends a phase.
/// </summary>
public sealed class JacobianPlan
{
    private readonly bool[] _needed;
    private readonly int[] _root;
    private readonly List<JacobianStep> _steps = [];

    private JacobianPlan(ForwardPlan forward, Func<Parameter, bool> selects, int block)
    {
        Forward = forward;
        Block = block;
        Graph graph = forward.Graph;
        int count = graph.Nodes.Length;
        Rows = PlaceRows(graph, selects, out int rowCount);
        RowCount = rowCount;
        _needed = FindNeeded(graph);
        _root = FindRoots(graph);
        Classes = new TapClasses?[count];
        Terms = new (int[] Weights, int[] Offsets)[count][];
        Places = new CotangentPlace[count];
        Scratch = new nint[count];
        Sums = new nint[count];
        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is not ConvolutionOperation convolution) continue;
            Classes[node.Index] = TapClasses.Of(convolution.Geometry, block);
            Terms[node.Index] = Classes[node.Index]!.Terms(convolution.Weight.FanIn / convolution.Geometry.Taps, node.Shape.Channels / convolution.Groups);
        }

        Schedule(graph);
        Phases = [.. _steps.GroupBy(step => step.Phase).OrderBy(group => group.Key).Select(group => group.ToImmutableArray())];
        LayOut(graph);
    }

    /// <summary>The forward pass that the Jacobian belongs to.</summary>
    public ForwardPlan Forward { get; }

    /// <summary>Weights in one row of the Jacobian: all values of the selected parameters, in graph order.</summary>
    public int RowCount { get; }

    /// <summary>First weight of each selected parameter within a row, by its name.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; }

    /// <summary>Cotangents that are carried together: 8, or 16 on 512-bit vectors.</summary>
    public int Block { get; }

    /// <summary>Blocks that cover the batch.</summary>
    public int Blocks => (Forward.Batch + Block - 1) / Block;

    internal ImmutableArray<ImmutableArray<JacobianStep>> Phases { get; }

    internal TapClasses?[] Classes { get; }

    /// <summary>For each convolution and tap class the terms (output channel, tap) of one input channel.</summary>
    internal (int[] Weights, int[] Offsets)[][] Terms { get; }

    internal CotangentPlace[] Places { get; }

    /// <summary>Padded copy of a convolution's output cotangent, for one sample; -1 where the cotangent itself serves.</summary>
    internal nint[] Scratch { get; }

    /// <summary>Sums and products of a batch norm: (channel, cotangent) twice.</summary>
    internal nint[] Sums { get; }

    internal nint Length { get; private set; }

    /// <summary>Room for the rows of an average pool.</summary>
    internal nint PoolRows { get; private set; }

    /// <summary>Where rows of weights go that nobody asked for, though the pass goes through their convolution.</summary>
    internal nint Discard { get; private set; }

    /// <summary>First float of the padded copies; their borders are zero.</summary>
    internal nint ScratchStart { get; private set; }

    /// <summary>Compiles a backward pass for a plan that keeps its activations.</summary>
    /// <param name="forward">The forward plan.</param>
    /// <param name="selects">Which parameters' gradients are wanted; the pass stops where nothing below is.</param>
    /// <exception cref="ArgumentException">The forward plan does not keep its activations, or has an operation of training only, such as an ELU.</exception>
    public static JacobianPlan Compile(ForwardPlan forward, Func<Parameter, bool> selects) =>
        Compile(forward, selects, Math.Max(8, LaneKernels.Best.VectorLength));

    internal static JacobianPlan Compile(ForwardPlan forward, Func<Parameter, bool> selects, int block)
    {
        if (!forward.KeepsActivations) throw new ArgumentException("the forward plan must keep its activations; compile it with keepsActivations");
        if (forward.Graph.Nodes.FirstOrDefault(node => node.Operation is not (InputOperation or ConvolutionOperation or BatchNormOperation or ReluOperation
            or AveragePoolOperation or MaxPoolOperation or AddOperation or ConcatOperation or CropOperation or FlattenOperation
            or ScaleOperation)) is { } unknown)
        {
            throw new ArgumentException(
                $"node {unknown.Index}: the exact Jacobian under batch statistics knows no {unknown.Operation.GetType().Name}; "
                + "take gradients per sample instead");
        }

        return new JacobianPlan(forward, selects, block);
    }

    internal bool IsNeeded(int node) => _needed[node];

    /// <summary>Whether a batch norm writes a convolution's output cotangent straight into the padded copy. A bias is summed from the plain one.</summary>
    internal bool WritesPadded(int node) =>
        Scratch[node] >= 0 && Forward.Graph.Nodes[node].Operation is ConvolutionOperation { Bias: null } && HasOneNormConsumer(Forward.Graph, node);

    /// <summary>Whether the pass back through a ReLU is left to the convolutions that read it, which touch active positions only.</summary>
    internal bool IsFoldedRelu(int node) => Forward.Graph.Nodes[node].Operation is ReluOperation && _root[node] == _root[Forward.Graph.Nodes[node].Inputs[0]];

    private static Dictionary<string, int> PlaceRows(Graph graph, Func<Parameter, bool> selects, out int count)
    {
        var rows = new Dictionary<string, int>();
        count = 0;
        foreach (Parameter parameter in graph.Parameters.Where(selects))
        {
            rows.Add(parameter.Name, count);
            count += parameter.Length;
        }

        return rows;
    }

    private static bool HasOneNormConsumer(Graph graph, int node) =>
        graph.Consumers[node] is [int only] && graph.Nodes[only].Operation is BatchNormOperation;

    private bool[] FindNeeded(Graph graph)
    {
        var needed = new bool[graph.Nodes.Length];
        foreach (Node node in graph.Nodes)
        {
            needed[node.Index] = GradientPlan.ParametersOf(node).Any(parameter => Rows.ContainsKey(parameter.Name)) || node.Inputs.Any(input => needed[input]);
        }

        return needed;
    }

    // Two values share one cotangent where the pass back between them changes nothing: a sum and an input that only the sum reads; and a ReLU and its
    // input, when convolutions alone read the ReLU, since they add at active positions only.
    private static int[] FindRoots(Graph graph)
    {
        int[] root = [.. Enumerable.Range(0, graph.Nodes.Length)];
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (GradientPlan.IsPassedOnUnchanged(graph, node)) root[node.Index] = root[graph.Consumers[node.Index][0]];
        }

        foreach (Node node in graph.Nodes)
        {
            if (node.Operation is ReluOperation && graph.Consumers[node.Index].Length > 0
                && graph.Consumers[node.Index].All(consumer => graph.Nodes[consumer].Operation is ConvolutionOperation))
                root[node.Index] = root[node.Inputs[0]];
        }

        return root;
    }

    private void Schedule(Graph graph)
    {
        var complete = new int[graph.Nodes.Length];
        var first = new Dictionary<int, (int Phase, int Node)>();
        int output = graph.Output.Index;
        _steps.Add(new JacobianStep(JacobianStepKind.Seed, output, 0, output, []));
        foreach (Node node in graph.Nodes.Reverse())
        {
            if (!_needed[node.Index]) continue;
            int phase = complete[_root[node.Index]];
            if (node.Operation is BatchNormOperation) _steps.Add(new JacobianStep(JacobianStepKind.NormStatistics, node.Index, phase++, node.Index, []));
            if (node.Operation is InputOperation || IsFoldedRelu(node.Index)) continue;
            _steps.Add(new JacobianStep(JacobianStepKind.Node, node.Index, phase, node.Index, new bool[node.Inputs.Length]));
            foreach (int input in node.Inputs.Where(input => _needed[input] && _root[input] != _root[node.Index]))
            {
                int target = _root[input];
                complete[target] = Math.Max(complete[target], phase);
                if (!first.TryGetValue(target, out (int Phase, int Node) known) || phase < known.Phase) first[target] = (phase, node.Index);
            }
        }

        MarkAccumulation(graph, first);
        _steps.Sort((a, b) => (a.Phase, -a.Node, a.Kind).CompareTo((b.Phase, -b.Node, b.Kind)));
    }

    private void MarkAccumulation(Graph graph, Dictionary<int, (int Phase, int Node)> first)
    {
        foreach (JacobianStep step in _steps.Where(step => step.Kind == JacobianStepKind.Node).ToArray())
        {
            Node node = graph.Nodes[step.Node];
            var written = new HashSet<int>();
            for (int i = 0; i < node.Inputs.Length; i++)
            {
                int target = _root[node.Inputs[i]];
                bool isFirst = first.TryGetValue(target, out (int Phase, int Node) begin) && begin.Node == step.Node && written.Add(target);
                step.Accumulate[i] = !isFirst || LeavesPositions(graph, node);
                if (isFirst && step.Accumulate[i]) _steps.Add(new JacobianStep(JacobianStepKind.Clear, step.Node, step.Phase, target, []));
            }
        }
    }

    // Whether the pass back through a node adds to some positions of its input only. A convolution of stride 1 reaches all of them, unless a ReLU left
    // some out.
    private bool LeavesPositions(Graph graph, Node node) => node.Operation switch
    {
        MaxPoolOperation or CropOperation => true,
        ConvolutionOperation => Classes[node.Index] is { Count: > 1 } or { IsPlain3x3: true } || graph.Nodes[node.Inputs[0]].Operation is ReluOperation,
        _ => false,
    };

    private void LayOut(Graph graph)
    {
        Dictionary<int, CotangentSpan> spans = FindSpans(graph);
        var persistent = new BufferLayout();
        var transient = new BufferLayout();
        var places = new Dictionary<int, CotangentPlace>();
        foreach ((int root, CotangentSpan span) in spans)
        {
            nint length = (nint)graph.Nodes[root].Shape.Length * Block;
            places.Add(root, span.IsOnePhase
                ? new CotangentPlace(transient.Place(length, span.FirstStep, span.LastStep), 0)
                : new CotangentPlace(persistent.Place(length * Forward.Batch, span.FirstPhase, span.LastPhase), length));
        }

        foreach (Node node in graph.Nodes.Where(node => node.Operation is BatchNormOperation))
            Sums[node.Index] = persistent.Place((nint)node.Shape.Channels * Block * 2, 0, int.MaxValue);
        PoolRows = persistent.Place(4 * (nint)graph.Nodes.Max(node => node.Shape.Width) * Block, 0, int.MaxValue);
        Discard = persistent.Place((nint)graph.Parameters.Select(parameter => parameter.Length).DefaultIfEmpty().Max() * Block, 0, int.MaxValue);
        foreach (Node node in graph.Nodes)
        {
            if (!places.TryGetValue(_root[node.Index], out CotangentPlace place)) continue;
            Places[node.Index] = place.SampleStride > 0 ? place : place with { Offset = place.Offset + persistent.Length };
        }

        ScratchStart = persistent.Length + transient.Length;
        Length = ScratchStart + LayOutScratch(graph, spans);
    }

    private nint LayOutScratch(Graph graph, Dictionary<int, CotangentSpan> spans)
    {
        var pool = new ScratchPool();
        Array.Fill(Scratch, -1);
        for (int i = 0; i < _steps.Count; i++)
        {
            Node node = graph.Nodes[_steps[i].Node];
            if (_steps[i].Kind != JacobianStepKind.Node) continue;

            // Written by the batch norm's step, which comes first, or copied by the convolution's own.
            Node? written = node.Operation is BatchNormOperation ? graph.Nodes[node.Inputs[0]] : node;
            if (Classes[written.Index] is not { IsUnpadded: false } classes || !_needed[written.Index] || Scratch[written.Index] >= 0) continue;
            Scratch[written.Index] = ScratchStart + pool.Place(classes, written.Shape, i, written == node ? i : spans[_root[written.Index]].LastStep);
        }

        return pool.Length;
    }

    private Dictionary<int, CotangentSpan> FindSpans(Graph graph)
    {
        var spans = new Dictionary<int, CotangentSpan>();
        for (int i = 0; i < _steps.Count; i++)
        {
            JacobianStep step = _steps[i];
            Touch(step.Node, step.Phase, i);
            if (step.Kind != JacobianStepKind.Node) continue;
            foreach (int input in graph.Nodes[step.Node].Inputs.Where(input => _needed[input])) Touch(input, step.Phase, i);
        }

        return spans;

        void Touch(int node, int phase, int step)
        {
            int root = _root[node];
            spans[root] = spans.TryGetValue(root, out CotangentSpan? span) ? span.With(phase, step) : new CotangentSpan(phase, phase, step, step);
        }
    }
}
