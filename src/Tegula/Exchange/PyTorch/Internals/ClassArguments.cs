using Tegula.Compute;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>Finds out which numbers of a class are the same in all its modules, which follow from others, and which have to be its arguments.</summary>
internal sealed class ClassArguments
{
    private const int LargestFactor = 8;

    private readonly ModuleGraph _graph;
    private readonly ModuleClass _class;
    private readonly List<ClassArgument> _arguments = [];

    private ClassArguments(ModuleGraph graph, ModuleClass @class) => (_graph, _class) = (graph, @class);

    /// <summary>Sets <see cref="ModuleClass.Arguments"/> and <see cref="ModuleClass.Numbers"/>; the classes of the modules inside have theirs.</summary>
    public static void Set(ModuleGraph graph, ModuleClass @class)
    {
        var arguments = new ClassArguments(graph, @class);
        PythonNumber[][] rows = [.. @class.Bodies.Select(body => ModuleClass.NumbersOf(graph, body).ToArray())];
        @class.Numbers =
        [
            .. Enumerable.Range(0, rows[0].Length)
                .Select(column => arguments.Text(rows[0][column].Kind, [.. rows.Select(row => row[column].Value)])),
        ];
        @class.Arguments =
        [
            .. arguments._arguments.OrderBy(argument => argument.IsKnownByPlace ? 0 : argument.Kind == NumberKind.Channels ? 1 : 2),
        ];
    }

    private string Text(NumberKind kind, Extent[] values)
    {
        if (values.All(value => value == values[0])) return PythonNumber.Text(values[0]);
        foreach (ClassArgument argument in _arguments)
        {
            bool isSameKind = argument.Kind == kind || (kind == NumberKind.Groups && argument.Kind == NumberKind.Channels);
            if (isSameKind && argument.Values.SequenceEqual(values)) return argument.Name;
        }

        foreach (ClassArgument argument in _arguments)
        {
            if (Follows(kind, values, argument) is { } text) return text;
        }

        if (kind == NumberKind.Channels && Sum(values) is { } sum) return sum;
        string name = PythonNames.Unused(NameOf(kind, values), [.. _arguments.Select(argument => argument.Name)]);
        _arguments.Add(new ClassArgument(name, kind, values));
        return name;
    }

    private static string? Follows(NumberKind kind, Extent[] values, ClassArgument from) => (kind, from.Kind) switch
    {
        (NumberKind.Padding, NumberKind.Kernel) when All(values, from, (padding, kernel) => padding == kernel / 2) => Half(from),
        (NumberKind.Padding, NumberKind.Kernel) when All(values, from, (padding, kernel) => padding == kernel - 1) => $"{from.Name} - 1",
        (NumberKind.Channels or NumberKind.Groups, NumberKind.Channels) => FollowsChannels(values, from),
        _ => null,
    };

    // Arguments that are pairs cannot be halved; only square windows are written so.
    private static string? Half(ClassArgument kernel) => kernel.Values.All(value => value.Y == value.X) ? $"{kernel.Name} // 2" : null;

    private static bool All(Extent[] values, ClassArgument from, Func<int, int, bool> holds) =>
        values.Zip(from.Values).All(pair => pair.Second.Y == pair.Second.X && holds(pair.First.Y, pair.Second.Y) && holds(pair.First.X, pair.Second.X));

    private static string? FollowsChannels(Extent[] values, ClassArgument from)
    {
        for (int factor = 2; factor <= LargestFactor; factor++)
        {
            int by = factor;
            if (All(values, from, (value, channels) => value == by * channels)) return $"{by} * {from.Name}";
            if (All(values, from, (value, channels) => value * by == channels)) return $"{from.Name} // {by}";
        }

        if (All(values, from, (value, channels) => value == channels / 2)) return $"{from.Name} // 2";
        if (All(values, from, (value, channels) => value == channels - (channels / 2))) return $"{from.Name} - {from.Name} // 2";
        int more = values[0].Y - from.Values[0].Y;
        return more > 0 && All(values, from, (value, channels) => value == channels + more) ? $"{from.Name} + {more}" : null;
    }

    private string? Sum(Extent[] values)
    {
        ClassArgument[] channels = [.. _arguments.Where(argument => argument.Kind == NumberKind.Channels)];
        foreach (ClassArgument first in channels)
        {
            foreach (ClassArgument second in channels)
            {
                if (values.Select((value, index) => value.Y == first.Values[index].Y + second.Values[index].Y).All(isSum => isSum))
                    return $"{first.Name} + {second.Name}";
            }
        }

        return null;
    }

    private string NameOf(NumberKind kind, Extent[] values)
    {
        switch (kind)
        {
            case NumberKind.Groups: return "groups";
            case NumberKind.Kernel: return "kernel_size";
            case NumberKind.Stride: return "stride";
            case NumberKind.Padding: return "padding";
            case NumberKind.Dilation: return "dilation";
        }

        bool isOutput = Are(values, body => body.Outputs[0]);
        for (int input = 0; input < _class.Bodies[0].Inputs.Count; input++)
        {
            int index = input;
            if (Are(values, body => body.Inputs[index])) return isOutput ? "channels" : "in_channels";
        }

        return isOutput ? "out_channels" : "hidden_channels";
    }

    private bool Are(Extent[] values, Func<ModuleBody, int> value) =>
        _class.Bodies.Select((body, index) => _graph.Nodes[value(body)].Shape.Channels == values[index].Y).All(isSame => isSame);
}
