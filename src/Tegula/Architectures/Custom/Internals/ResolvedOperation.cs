using System.Collections.Immutable;
using System.Globalization;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>An operation of a space with its type, all its settings, and what its graph shows.</summary>
/// <param name="Operation">The operation; every parameter has a value, in the order of the names.</param>
/// <param name="Type">Its type.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="IsCut">Whether the edge is cut.</param>
/// <param name="IsIdentity">Whether it hands its source on.</param>
/// <param name="HasParameters">Whether it has trainable numbers, so that two of it are not the same.</param>
/// <param name="HasWeights">Whether it has a convolution or a linear layer.</param>
internal sealed record ResolvedOperation(
    CustomOperation Operation, ICellOperation Type, OperationSettings Settings, bool IsCut, bool IsIdentity, bool HasParameters, bool HasWeights)
{
    // As many rows and columns as the smallest networks of indicators have.
    private const int ProbedSide = 8;

    /// <summary>What topology needs to know: weights make it a convolution, and what is neither that nor the identity counts as a pooling.</summary>
    public OperationKind Kind => HasWeights ? OperationKind.Convolution : IsIdentity ? OperationKind.Identity : OperationKind.Pooling;

    /// <summary>Finds the type, completes the settings, and tries the operation with the channels of all networks it has to work in.</summary>
    /// <exception cref="CustomSpaceException">The type or a parameter is unknown, a value is out of range, or the operation cannot be built.</exception>
    public static ResolvedOperation Of(CustomOperation operation, CustomSkeleton skeleton)
    {
        string place = $"operations.{operation.Name}";
        if (!CellOperations.TryGet(operation.Type, out ICellOperation? type))
            throw new CustomSpaceException($"{place}.type", Unknown("type of operation", operation.Type, CellOperations.All.Select(item => item.Type)));
        ImmutableSortedDictionary<string, double> values = Complete(operation, type, place);
        var settings = new OperationSettings(values);
        var complete = new CustomOperation(operation.Name, operation.Type, [.. values.Select(item => (item.Key, item.Value))]);
        int[] widths = [.. Enumerable.Range(0, skeleton.Stages).Select(skeleton.ChannelsOf).Append(3).Append(1)];
        (int? Result, Graph Graph)[] probes = [.. widths.Select(width => Probe(type, settings, new(width, ProbedSide, ProbedSide), place))];
        (int? result, Graph graph) = probes[0];
        return new(
            complete, type, settings, result is null, result == graph.Input.Index, !graph.Parameters.IsEmpty, graph.Parameters.Any(item => item.IsWeight));
    }

    /// <summary>What an unknown name is told: the nearest one that is known, and all of them.</summary>
    public static string Unknown(string what, string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string text = QuotedText.Of(name);
        string nearest = names.Length == 0 ? "" : EditDistance.Nearest(text, names);
        string advice = nearest.Length > 0 && EditDistance.Between(text, nearest) <= 2 ? $"did you mean '{nearest}'? " : "";
        return $"'{text}' is no {what}; {advice}there are {string.Join(", ", names)}";
    }

    /// <summary>The operation's cost at a shape.</summary>
    public GraphCost CostAt(TensorShape shape) => GraphCost.Of(Probe(Type, Settings, shape, $"operations.{Operation.Name}").Graph);

    private static (int? Result, Graph Graph) Probe(ICellOperation type, OperationSettings settings, TensorShape shape, string place)
    {
        try
        {
            var builder = new GraphBuilder(shape);
            int? result = type.Append(builder, new(builder.Input, "probe", shape.Channels, settings));
            if (result is { } node && builder.ShapeOf(node) != shape)
                throw new CustomSpaceException(
                    place, $"'{type.Type}' turns {shape} into {builder.ShapeOf(node)}; an operation keeps channels, rows and columns");
            return (result, builder.Build(result ?? builder.Input));
        }
        catch (ArgumentException exception)
        {
            throw new CustomSpaceException(place, $"'{type.Type}' cannot be built with {shape.Channels} channels; {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static ImmutableSortedDictionary<string, double> Complete(CustomOperation operation, ICellOperation type, string place)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        values.AddRange(type.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Default)));
        var given = new HashSet<string>();
        foreach ((string name, double value) in operation.Settings.IsDefault ? [] : operation.Settings)
        {
            OperationParameter parameter = type.Parameters.FirstOrDefault(item => item.Name == name)
                ?? throw new CustomSpaceException(
                    $"{place}.{name}", Unknown($"parameter of '{type.Type}'", name, type.Parameters.Select(item => item.Name).Prepend("type")));
            if (!given.Add(name))
                throw new CustomSpaceException($"{place}.{name}", $"'{name}' is given twice; give it once");
            if (!parameter.Allows(value))
                throw new CustomSpaceException(
                    $"{place}.{name}", $"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it has to be {parameter.Range}");
            values[name] = value;
        }

        return values.ToImmutable();
    }
}
