using System.Collections.Immutable;
using System.Globalization;

namespace Tegula.Compute.Graphs;

/// <summary>
/// Puts a network together. Equal weightless expressions become one node, and <see cref="Build"/> drops whatever the output does not need,
/// so a ReLU shared by several edges is computed once and a dead edge costs nothing.
/// </summary>
public sealed class GraphBuilder
{
    // All parameters of a network lie in one array.
    private static readonly int MostParameters = Array.MaxLength;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(Operation Operation, string Inputs), int> _known = [];
    private readonly Dictionary<string, Parameter> _parameters = [];
    private int _dropPaths;

    /// <summary>Starts a graph that reads samples of the given shape.</summary>
    public GraphBuilder(TensorShape input)
    {
        if (input.Channels < 1 || input.Height < 1 || input.Width < 1)
            throw new ArgumentException($"an input of {input} is empty; each size must be at least 1");
        Input = Append(new InputOperation(), [], input);
    }

    /// <summary>The input node.</summary>
    public int Input { get; }

    /// <summary>Shape of one sample at a node.</summary>
    public TensorShape ShapeOf(int node) => _nodes[node].Shape;

    /// <summary>What computes a node, and the nodes that it reads.</summary>
    public Node NodeAt(int node) => _nodes[node];

    /// <summary>A convolution, without bias unless asked for.</summary>
    /// <exception cref="ArgumentException">The window does not fit, groups do not divide the channels, or weights are more than 2,147,483,591.</exception>
    public int Convolution(
        int source,
        string name,
        int outputChannels,
        Extent kernel,
        Extent? stride = null,
        Extent? padding = null,
        Extent? dilation = null,
        int groups = 1,
        bool hasBias = false)
    {
        TensorShape shape = ShapeOf(source);
        if (outputChannels < 1 || groups < 1 || shape.Channels % groups != 0 || outputChannels % groups != 0)
            throw new ArgumentException($"{name}: {groups} groups do not divide {shape.Channels} input and {outputChannels} output channels");
        WindowGeometry geometry = Window(shape, kernel, stride, padding, dilation);
        long fanIn = (long)(shape.Channels / groups) * geometry.Taps;
        Parameter weight = NewParameter(name, ParameterKind.Convolution, (Int128)outputChannels * fanIn, fanIn);
        Parameter? bias = hasBias ? NewParameter(name + ".bias", ParameterKind.Bias, outputChannels, fanIn) : null;
        return Append(new ConvolutionOperation(geometry, groups, weight, bias), [source], new(outputChannels, geometry.Output.Y, geometry.Output.X));
    }

    /// <summary>A linear layer over all values of a sample, with bias unless asked otherwise.</summary>
    /// <exception cref="ArgumentException">There are no outputs, or the weights are more than 2,147,483,591.</exception>
    public int Linear(int source, string name, int outputs, bool hasBias = true)
    {
        if (outputs < 1) throw new ArgumentException($"{name}: {outputs} outputs are not enough; a linear layer needs at least 1");
        TensorShape shape = ShapeOf(source);
        Int128 fanIn = (Int128)shape.Channels * shape.Height * shape.Width;
        Parameter weight = NewParameter(name + ".weight", ParameterKind.Linear, outputs * fanIn, fanIn);
        Parameter? bias = hasBias ? NewParameter(name + ".bias", ParameterKind.Bias, outputs, fanIn) : null;
        WindowGeometry whole = WindowGeometry.Whole(new Extent(shape.Height, shape.Width));
        return Append(new ConvolutionOperation(whole, 1, weight, bias), [source], new TensorShape(outputs, 1, 1));
    }

    /// <summary>A batch norm with scale and shift.</summary>
    public int BatchNorm(int source, string name, float epsilon = 1e-5f)
    {
        TensorShape shape = ShapeOf(source);
        Parameter scale = NewParameter(name + ".gamma", ParameterKind.Scale, shape.Channels, 1);
        Parameter shift = NewParameter(name + ".beta", ParameterKind.Shift, shape.Channels, 1);
        return Append(new BatchNormOperation(scale, shift, epsilon), [source], shape);
    }

    /// <summary>A rectifier.</summary>
    public int Relu(int source) => Append(new ReluOperation(), [source], ShapeOf(source));

    /// <summary>A rectifier that stops at 6.</summary>
    public int Relu6(int source) => Append(new Relu6Operation(), [source], ShapeOf(source));

    /// <summary>An exponential linear unit.</summary>
    public int Elu(int source) => Append(new EluOperation(), [source], ShapeOf(source));

    /// <summary>An average pool that does not count padding.</summary>
    public int AveragePool(int source, Extent kernel, Extent? stride = null, Extent? padding = null)
    {
        WindowGeometry geometry = PoolWindow(ShapeOf(source), kernel, stride, padding);
        return Append(new AveragePoolOperation(geometry), [source], new(ShapeOf(source).Channels, geometry.Output.Y, geometry.Output.X));
    }

    /// <summary>A maximum pool that does not count padding.</summary>
    public int MaxPool(int source, Extent kernel, Extent? stride = null, Extent? padding = null)
    {
        WindowGeometry geometry = PoolWindow(ShapeOf(source), kernel, stride, padding);
        return Append(new MaxPoolOperation(geometry), [source], new(ShapeOf(source).Channels, geometry.Output.Y, geometry.Output.X));
    }

    /// <summary>The mean of each channel.</summary>
    public int GlobalAveragePool(int source)
    {
        TensorShape shape = ShapeOf(source);
        return Append(new AveragePoolOperation(WindowGeometry.Whole(new(shape.Height, shape.Width))), [source], new TensorShape(shape.Channels, 1, 1));
    }

    /// <summary>The sum of values of one shape; one value is passed through.</summary>
    /// <exception cref="ArgumentException">There is nothing to add, or the shapes differ.</exception>
    public int Add(params ReadOnlySpan<int> sources)
    {
        if (sources.IsEmpty) throw new ArgumentException("a sum needs at least one value");
        TensorShape shape = ShapeOf(sources[0]);
        foreach (int source in sources)
        {
            if (ShapeOf(source) != shape) throw new ArgumentException($"values of {shape} and {ShapeOf(source)} cannot be added");
        }

        return sources.Length == 1 ? sources[0] : Append(new AddOperation(), [.. sources], shape);
    }

    /// <summary>The channels of several values one after the other.</summary>
    /// <exception cref="ArgumentException">There is nothing to join, or rows and columns differ.</exception>
    public int Concat(params ReadOnlySpan<int> sources)
    {
        if (sources.IsEmpty) throw new ArgumentException("a concatenation needs at least one value");
        TensorShape shape = ShapeOf(sources[0]);
        int channels = 0;
        foreach (int source in sources)
        {
            TensorShape other = ShapeOf(source);
            if (other.Height != shape.Height || other.Width != shape.Width) throw new ArgumentException($"values of {shape} and {other} cannot be joined");
            channels += other.Channels;
        }

        return sources.Length == 1 ? sources[0] : Append(new ConcatOperation(), [.. sources], shape with { Channels = channels });
    }

    /// <summary>Single channels of earlier values, in the given order; the rows and columns of all must be the same.</summary>
    /// <exception cref="ArgumentException">There is nothing to gather, a channel does not exist, or rows and columns differ.</exception>
    public int Gather(params ReadOnlySpan<(int Source, int Channel)> channels)
    {
        if (channels.IsEmpty) throw new ArgumentException("a gathering needs at least one channel");
        TensorShape shape = ShapeOf(channels[0].Source);
        var sources = new List<int>();
        var gathered = ImmutableArray.CreateBuilder<(int Input, int Channel)>(channels.Length);
        foreach ((int source, int channel) in channels)
        {
            TensorShape other = ShapeOf(source);
            if (other.Height != shape.Height || other.Width != shape.Width) throw new ArgumentException($"channels of {shape} and {other} cannot be joined");
            if ((uint)channel >= (uint)other.Channels) throw new ArgumentException($"channel {channel} is none of the {other.Channels} of {other}");
            int input = sources.IndexOf(source);
            if (input < 0)
            {
                input = sources.Count;
                sources.Add(source);
            }

            gathered.Add((input, channel));
        }

        return Append(new GatherOperation(gathered.MoveToImmutable()), [.. sources], shape with { Channels = channels.Length });
    }

    /// <summary>A value followed by channels of zeros, until it has as many as asked for; one that has them already is passed through.</summary>
    /// <exception cref="ArgumentException">It has more.</exception>
    public int PadChannels(int source, int channels)
    {
        TensorShape shape = ShapeOf(source);
        if (channels < shape.Channels) throw new ArgumentException($"{shape} has more than {channels} channels already");
        return channels == shape.Channels
            ? source
            : Append(new PadChannelsOperation(channels - shape.Channels), [source], shape with { Channels = channels });
    }

    /// <summary>A place where a run may drop the path of single samples; each call is a place of its own.</summary>
    public int DropPath(int source) => Append(new DropPathOperation(_dropPaths++), [source], ShapeOf(source));

    /// <summary>A value without some of its first rows and columns; without any to drop it is passed through.</summary>
    /// <exception cref="ArgumentException">A number is negative, or nothing would be left.</exception>
    public int Crop(int source, Extent dropped)
    {
        TensorShape shape = ShapeOf(source);
        if (dropped.Y < 0 || dropped.X < 0 || dropped.Y >= shape.Height || dropped.X >= shape.Width)
            throw new ArgumentException($"{dropped} rows and columns cannot be dropped from {shape}; at least one of each must stay, and none be added");
        var cropped = new TensorShape(shape.Channels, shape.Height - dropped.Y, shape.Width - dropped.X);
        return cropped == shape ? source : Append(new CropOperation(dropped), [source], cropped);
    }

    /// <summary>Each position of each channel as a channel of its own, so that values of any rows and columns can be joined; 1 x 1 is passed through.</summary>
    public int Flatten(int source)
    {
        TensorShape shape = ShapeOf(source);
        return shape.Pixels == 1 ? source : Append(new FlattenOperation(), [source], new TensorShape(shape.Length, 1, 1));
    }

    /// <summary>A value times a constant.</summary>
    public int Scale(int source, float factor) => Append(new ScaleOperation(factor), [source], ShapeOf(source));

    /// <summary>The graph of everything that <paramref name="output"/> depends on; the input stays even if nothing reads it.</summary>
    /// <exception cref="ArgumentException">Its parameters are more than 2,147,483,591.</exception>
    public Graph Build(int output)
    {
        var live = new bool[_nodes.Count];
        live[Input] = live[output] = true;
        for (int i = output; i > 0; i--)
        {
            if (!live[i]) continue;
            foreach (int source in _nodes[i].Inputs) live[source] = true;
        }

        var place = new int[_nodes.Count];
        var nodes = ImmutableArray.CreateBuilder<Node>();
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        int length = 0, dropPaths = 0;
        for (int i = 0; i <= output; i++)
        {
            if (!live[i]) continue;
            place[i] = nodes.Count;
            Operation operation = _nodes[i].Operation switch
            {
                ConvolutionOperation convolution => convolution with
                {
                    Weight = Place(convolution.Weight),
                    Bias = convolution.Bias is { } bias ? Place(bias) : null,
                },
                DropPathOperation => new DropPathOperation(dropPaths++),
                BatchNormOperation norm => norm with { Scale = Place(norm.Scale), Shift = Place(norm.Shift) },
                Operation other => other,
            };
            nodes.Add(new Node(place[i], operation, [.. _nodes[i].Inputs.Select(source => place[source])], _nodes[i].Shape));
        }

        return new Graph(nodes.ToImmutable(), parameters.ToImmutable());

        Parameter Place(Parameter parameter)
        {
            if (parameter.Length > MostParameters - length) throw TooMany("the network");
            Parameter placed = parameter with { Offset = length };
            length += parameter.Length;
            parameters.Add(placed);
            return placed;
        }
    }

    private static WindowGeometry PoolWindow(TensorShape shape, Extent kernel, Extent? stride, Extent? padding)
    {
        if (padding is { } sides && (sides.Y * 2 > kernel.Y || sides.X * 2 > kernel.X))
            throw new ArgumentException($"a pool of {kernel} padded by {sides} would have windows with nothing in them; pad by at most half of it");
        return Window(shape, kernel, stride, padding, null);
    }

    private static WindowGeometry Window(TensorShape shape, Extent kernel, Extent? stride, Extent? padding, Extent? dilation)
    {
        var geometry = new WindowGeometry(
            new Extent(shape.Height, shape.Width), kernel, stride ?? Extent.Square(1), padding ?? Extent.Square(0), dilation ?? Extent.Square(1));
        geometry.Validate();
        return geometry;
    }

    private static ArgumentException TooMany(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{what} has more than {MostParameters:N0} parameters; choose fewer channels, cells or outputs"));

    private Parameter NewParameter(string name, ParameterKind kind, Int128 length, Int128 fanIn)
    {
        if (length > MostParameters) throw TooMany(name);
        var parameter = new Parameter(name, kind, (int)length, (int)fanIn, 0);
        if (!_parameters.TryAdd(name, parameter)) throw new ArgumentException($"the graph already has a parameter named {name}");
        return parameter;
    }

    private int Append(Operation operation, ImmutableArray<int> inputs, TensorShape shape)
    {
        (Operation Operation, string Inputs) key = (operation, string.Join(',', inputs));
        if (_known.TryGetValue(key, out int known)) return known;
        int index = _nodes.Count;
        _nodes.Add(new Node(index, operation, inputs, shape));
        _known.Add(key, index);
        return index;
    }
}
