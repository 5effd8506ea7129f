using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Architectures.Custom.Internals;

namespace Tegula.Architectures.Custom;

/// <summary>
/// The JSON schema of a file of an own space, for editors that complete and check YAML. It knows keys, types and ranges, own types of operations that are
/// registered included; what takes more (that an edge's operations exist, that constraints can be kept) <see cref="CustomSpaceReader"/> tells.
/// </summary>
public static class CustomSpaceSchema
{
    private const string NamePattern = "^[A-Za-z][A-Za-z0-9-]{0,39}$";
    private const string OperationPattern = "^[A-Za-z][A-Za-z0-9_-]{0,39}$";
    private const int LargestCount = 120;

    /// <summary>The schema, draft 2020-12; the same text for the same types of operations.</summary>
    public static string Text
    {
        get
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
                Schema().WriteTo(writer);
            return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
        }
    }

    private static JsonObject Schema()
    {
        JsonObject schema = Mapping(
            "A space of cells to search",
            SpaceKeys.Space,
            ["name", "cell", "operations"],
            Pattern(NamePattern, "Name of the space; studies know it by the name and a hash of the file's meaning"),
            Cell(),
            Operations(),
            Skeleton(),
            Constraints());
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Own space of Tegula");
        return schema;
    }

    private static JsonObject Cell()
    {
        JsonObject node = Integer(0, CustomCellShape.MaxNodes - 1, "Number of a node");
        JsonObject pair = new() { ["type"] = "array", ["items"] = node.DeepClone(), ["minItems"] = 2, ["maxItems"] = 2 };
        JsonObject names = new() { ["type"] = "array", ["items"] = Pattern(OperationPattern, "Name of an operation"), ["minItems"] = 1 };
        JsonObject carried = Any("What the edge can carry; all operations unless given", Word("all"), names);
        JsonObject edge = Mapping("An edge", SpaceKeys.Edge, ["from", "to"], node.DeepClone(), node, carried);
        JsonObject list = new() { ["type"] = "array", ["items"] = Any("An edge from a node to a later one", pair, edge), ["minItems"] = 1 };
        return Mapping(
            "Nodes and edges",
            SpaceKeys.Cell,
            ["nodes"],
            Integer(2, CustomCellShape.MaxNodes, "Nodes: 0 is the input, the last one the output"),
            Any("Edges; all from a node to a later one unless given", Word("all"), list),
            Words(SpaceWords.Outputs.Select(item => item.Word), "What the cell hands on"));
    }

    private static JsonObject Operations()
    {
        JsonNode[] types =
        [
            Words(CellOperations.All.Select(type => type.Type), "A type of operation with the defaults of its parameters"),
            .. CellOperations.All.Select(Operation),
        ];
        return new()
        {
            ["description"] = "What edges can carry, by name",
            ["type"] = "object",
            ["propertyNames"] = Pattern(OperationPattern, "Name of the operation in the texts of cells"),
            ["additionalProperties"] = Any("An operation", types),
            ["minProperties"] = 1,
            ["maxProperties"] = CustomSpaceDefinition.MaxOperations,
        };
    }

    private static JsonObject Operation(ICellOperation type)
    {
        JsonObject operation = Mapping(
            type.Description,
            ["type", .. type.Parameters.Select(parameter => parameter.Name)],
            ["type"],
            [new JsonObject { ["const"] = type.Type }, .. type.Parameters.Select(Parameter)]);
        return operation;
    }

    private static JsonObject Parameter(OperationParameter parameter)
    {
        var schema = new JsonObject { ["description"] = parameter.Meaning, ["default"] = Number(parameter.Default) };
        if (parameter.IsOdd)
        {
            int first = (int)parameter.Minimum + ((int)parameter.Minimum % 2 == 0 ? 1 : 0);
            var values = new JsonArray();
            for (int value = first; value <= parameter.Maximum; value += 2)
                values.Add((JsonNode)value);
            schema["enum"] = values;
            return schema;
        }

        schema["type"] = parameter.IsInteger ? "integer" : "number";
        schema["minimum"] = Number(parameter.Minimum);
        schema["maximum"] = Number(parameter.Maximum);
        return schema;
    }

    private static JsonObject Skeleton() => Mapping(
        "The network around the cells",
        SpaceKeys.Skeleton,
        [],
        Integer(1, CustomSkeleton.MaxChannels, "Channels of the first stage"),
        Integer(1, 8, "Stages; each but the first halves rows and columns"),
        Integer(1, 64, "Cells in each stage"),
        Integer(1, 8, "By what channels are multiplied from stage to stage"),
        Words(SpaceWords.Reductions.Select(item => item.Word), "What leads from one stage to the next"),
        Mapping(
            "The first convolution",
            SpaceKeys.Stem,
            [],
            new JsonObject { ["description"] = "Rows and columns of its kernel", ["enum"] = new JsonArray(1, 3, 5, 7, 9, 11, 13, 15) },
            new JsonObject { ["description"] = "Its stride", ["enum"] = new JsonArray(1, 2, 4) }),
        Pattern("^[0-9]{1,5}x[0-9]{1,5}x[0-9]{1,5}$", "Images for which parameters and multiply-accumulates are counted: channels, rows, columns"),
        Integer(1, 100_000, "Classes for which they are counted"));

    private static JsonObject Constraints()
    {
        const string amount = @"^[0-9]+(\.[0-9]+)?[kKMG]?$";
        return Mapping(
            "What cells have to keep to",
            SpaceKeys.Constraints,
            [],
            Any("Most parameters of the whole network", Integer(1, null, null), Pattern(amount, null)),
            Any("Most multiply-accumulates of the whole network for one image", Integer(1, null, null), Pattern(amount, null)),
            Counts("At least so many edges carry an operation"),
            Counts("At most so many edges carry an operation"),
            Least("Least effective depth"),
            Least("Largest effective depth"),
            Least("Least effective width"),
            Least("Largest effective width"));

        static JsonObject Counts(string meaning) =>
            new() { ["description"] = meaning, ["type"] = "object", ["additionalProperties"] = Integer(0, LargestCount, "Edges") };

        static JsonObject Least(string meaning) => new() { ["description"] = meaning, ["type"] = "number", ["minimum"] = 0 };
    }

    private static JsonObject Mapping(string meaning, IReadOnlyList<string> keys, IEnumerable<string> required, params IReadOnlyList<JsonNode> values)
    {
        var properties = new JsonObject();
        for (int index = 0; index < keys.Count; index++)
            properties[keys[index]] = values[index];
        return new()
        {
            ["description"] = meaning,
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(key => (JsonNode)key)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Any(string meaning, params JsonNode[] schemas) => new() { ["description"] = meaning, ["anyOf"] = new JsonArray(schemas) };

    private static JsonObject Word(string word) => new() { ["const"] = word };

    private static JsonObject Words(IEnumerable<string> words, string meaning) =>
        new() { ["description"] = meaning, ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };

    private static JsonObject Pattern(string pattern, string? meaning) => Described(new() { ["type"] = "string", ["pattern"] = pattern }, meaning);

    private static JsonObject Integer(int minimum, int? maximum, string? meaning)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = minimum };
        if (maximum is { } most)
            schema["maximum"] = most;
        return Described(schema, meaning);
    }

    private static JsonObject Described(JsonObject schema, string? meaning)
    {
        if (meaning is not null)
            schema.Insert(0, "description", meaning);
        return schema;
    }

    // Whole numbers are written without a fraction.
    private static JsonNode Number(double value) => value == Math.Floor(value) ? (long)value : value;
}
