using System.Collections.Immutable;
using Tegula.Architectures.Custom.Internals;
using Tegula.Architectures.Internals;
using Tegula.Compute;

namespace Tegula.Architectures.Custom;

/// <summary>Reads the definition of an own space from a YAML file; <c>docs/custom-spaces.md</c> lists its keys.</summary>
public static class CustomSpaceReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Path of the file; at most 256 KiB.</param>
    /// <exception cref="CustomSpaceException">It cannot be read or used: <c>FILE:LINE:COLUMN: what is wrong; what would be right</c>.</exception>
    public static CustomSpaceDefinition Read(string file)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return Read(file, definition => definition);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="CustomSpaceException">It cannot be used: <c>NAME:LINE:COLUMN: what is wrong; what would be right</c>.</exception>
    public static CustomSpaceDefinition Parse(string text, string name) => Parse(text, name, definition => definition);

    /// <summary>Reads a file and does something with its definition; faults that this finds are shown in the file, too.</summary>
    internal static T Read<T>(string file, Func<CustomSpaceDefinition, T> use) => Parse(SpaceFile.Read(file), file, use);

    /// <summary>Reads the text of a file and does something with its definition; faults that this finds are shown in the text, too.</summary>
    internal static T Parse<T>(string text, string name, Func<CustomSpaceDefinition, T> use)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        var places = new SpacePlaces(name);
        YamlNode root = YamlTree.Read(name, SpaceFile.Check(name, text));
        try
        {
            return use(Definition(places, root));
        }
        catch (CustomSpaceException exception) when (exception.File is null)
        {
            throw places.Fault(exception.Place, exception.Fault);
        }
    }

    private static CustomSpaceDefinition Definition(SpacePlaces places, YamlNode root)
    {
        var section = new SpaceSection(places, "", root, SpaceKeys.Space);
        section.Require("name");
        CustomCellShape cell = Cell(places, new(places, "cell", section.Require("cell"), SpaceKeys.Cell));
        ImmutableArray<CustomOperation> operations = Operations(places, new(places, "operations", section.Require("operations")));
        CustomSkeleton skeleton = section.Find("skeleton") is { } around ? Skeleton(places, new(places, "skeleton", around, SpaceKeys.Skeleton)) : new();
        CustomConstraints constraints =
            section.Find("constraints") is { } limits ? Constraints(places, new(places, "constraints", limits, SpaceKeys.Constraints)) : new();
        return new(section.Text("name")!, cell, operations, skeleton, constraints);
    }

    private static CustomCellShape Cell(SpacePlaces places, SpaceSection section)
    {
        section.Require("nodes");
        YamlNode? edges = section.Find("edges");
        ImmutableArray<CustomEdge> list = edges switch
        {
            null or YamlScalar { Text: "all" } => default,
            YamlList given => [.. given.Items.Select((item, index) => Edge(places, $"cell.edges[{index}]", item))],
            _ => throw places.Fault("cell.edges", $"edges is {edges.Kind}; it should be all, or a list such as [[0, 1], [0, 2], [1, 2]]"),
        };
        return new(section.Integer("nodes")!.Value) { Edges = list, Output = section.Word("output", SpaceWords.Outputs) ?? CellOutput.Last };
    }

    private static CustomEdge Edge(SpacePlaces places, string place, YamlNode item)
    {
        places.Add(place, item);
        if (item is YamlList pair)
        {
            return pair.Items is [{ } source, { } target]
                ? new(places.Integer(place, "the source of an edge", source), places.Integer(place, "the target of an edge", target))
                : throw places.Fault(place, $"an edge is a list of {pair.Items.Length}; it should be two nodes, such as [0, 1]");
        }

        if (item is not YamlMapping)
            throw places.Fault(place, $"an edge is {item.Kind}; it should be [0, 1], or {{from: 0, to: 1, operations: [...]}}");
        var section = new SpaceSection(places, place, item, SpaceKeys.Edge);
        section.Require("from");
        section.Require("to");
        ImmutableArray<string> operations = section.Find("operations") switch
        {
            null or YamlScalar { Text: "all" } => default,
            YamlList list => [.. list.Items.Select((name, index) => OperationName(places, $"{place}.operations[{index}]", name))],
            { } other => throw places.Fault($"{place}.operations", $"operations is {other.Kind}; it should be all, or a list of names of operations"),
        };
        return new(section.Integer("from")!.Value, section.Integer("to")!.Value, operations);
    }

    private static string OperationName(SpacePlaces places, string place, YamlNode node)
    {
        places.Add(place, node);
        return node is YamlScalar name ? name.Text : throw places.Fault(place, $"the name of an operation is {node.Kind}; it should be a single value");
    }

    private static ImmutableArray<CustomOperation> Operations(SpacePlaces places, SpaceSection section)
    {
        var operations = ImmutableArray.CreateBuilder<CustomOperation>();
        foreach ((YamlScalar key, YamlNode value) in section.Entries)
        {
            if (value is YamlScalar { Text.Length: > 0 } type)
            {
                operations.Add(new(key.Text, type.Text, []));
                continue;
            }

            var settings = new SpaceSection(places, section.PlaceOf(key.Text), value);
            settings.Require("type");
            operations.Add(new(
                key.Text,
                settings.Text("type")!,
                [.. settings.Entries.Select(entry => entry.Key.Text).Where(name => name != "type").Select(name => (name, settings.Number(name) ?? 0))]));
        }

        return operations.ToImmutable();
    }

    private static CustomSkeleton Skeleton(SpacePlaces places, SpaceSection section)
    {
        var defaults = new CustomSkeleton();
        SpaceSection? stem = section.Find("stem") is { } node ? new(places, "skeleton.stem", node, SpaceKeys.Stem) : null;
        return new()
        {
            Channels = section.Integer("channels") ?? defaults.Channels,
            Stages = section.Integer("stages") ?? defaults.Stages,
            Cells = section.Integer("cells") ?? defaults.Cells,
            Growth = section.Integer("growth") ?? defaults.Growth,
            Reduction = section.Word("reduction", SpaceWords.Reductions) ?? defaults.Reduction,
            StemKernel = stem?.Integer("kernel") ?? defaults.StemKernel,
            StemStride = stem?.Integer("stride") ?? defaults.StemStride,
            Image = section.Text("image") is { } image ? Image(places, image) : defaults.Image,
            Classes = section.Integer("classes") ?? defaults.Classes,
        };
    }

    private static TensorShape Image(SpacePlaces places, string text)
    {
        int[] sizes = [.. text.Split('x').Select(part => part.Length <= 5 && part.All(char.IsAsciiDigit) && int.TryParse(part, out int size) ? size : 0)];
        return sizes is [> 0, > 0, > 0]
            ? new(sizes[0], sizes[1], sizes[2])
            : throw places.Fault("skeleton.image", $"image is '{QuotedText.Of(text)}'; it should be channels, rows and columns, such as 3x32x32");
    }

    private static CustomConstraints Constraints(SpacePlaces places, SpaceSection section)
    {
        return new()
        {
            MaxParameters = section.Amount("max-params"),
            MaxMacs = section.Amount("max-macs"),
            AtLeast = Counts("at-least"),
            AtMost = Counts("at-most"),
            MinDepth = section.Number("min-depth"),
            MaxDepth = section.Number("max-depth"),
            MinWidth = section.Number("min-width"),
            MaxWidth = section.Number("max-width"),
        };

        ImmutableSortedDictionary<string, int> Counts(string key)
        {
            var counts = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
            if (section.Find(key) is not { } node)
                return counts.ToImmutable();
            var inner = new SpaceSection(places, section.PlaceOf(key), node);
            foreach ((YamlScalar operation, YamlNode value) in inner.Entries)
                counts.Add(operation.Text, places.Integer(inner.PlaceOf(operation.Text), operation.Text, value));
            return counts.ToImmutable();
        }
    }
}
