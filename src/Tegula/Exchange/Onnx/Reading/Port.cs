using Tegula.Architectures.Graphs;

namespace Tegula.Exchange.Onnx.Reading;

/// <summary>How a value hangs on the topology: the node it comes from, and what has been done since without having become an edge.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="Origin">The value whose numbers it has, perhaps in another shape; two ports with one origin are the same value.</param>
internal sealed record Port(int Node, string Origin)
{
    /// <summary>The layer or pooling that lies between the node and the value; null where there is none.</summary>
    public EdgeOperation? Operation { get; init; }

    /// <summary>True where <see cref="Operation"/> is a mean, maximum, ... over axes, which may turn out to be a part of a norm.</summary>
    public bool IsReduction { get; init; }

    /// <summary>Parameters of what was done besides, such as a norm.</summary>
    public long Parameters { get; init; }

    /// <summary>MACs of what was done besides, such as the product of two values.</summary>
    public long Macs { get; init; }

    /// <summary>What the costs come from.</summary>
    public string CostName { get; init; } = "";

    /// <summary>Channels of the node that are read, where it is a part of them.</summary>
    public int? Channels { get; init; }

    /// <summary>True where channels are the last size of the value, as behind a matrix product, not the second.</summary>
    public bool IsChannelsLast { get; init; }

    /// <summary>True where nothing lies between node and value that costs or pools.</summary>
    public bool IsBare => Operation is null && Parameters == 0 && Macs == 0;

    /// <summary>The edge that leads to what takes the value in.</summary>
    public EdgeOperation Edge => Operation is { } operation
        ? operation with { Parameters = checked(operation.Parameters + Parameters), Macs = checked(operation.Macs + Macs) }
        : IsBare ? EdgeOperation.Identity : new(CostName, OperationKind.Identity, Parameters, Macs);

    /// <summary>The port with something more done that may cost.</summary>
    public Port With(string origin, string name, long parameters, long macs = 0) => this with
    {
        Origin = origin,
        Parameters = checked(Parameters + parameters),
        Macs = checked(Macs + macs),
        CostName = parameters + macs > 0 || CostName.Length == 0 ? name : CostName,
    };
}
