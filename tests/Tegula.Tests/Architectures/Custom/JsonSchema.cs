using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tegula.Architectures.Custom.Internals;

namespace Tegula.Tests.Architectures.Custom;

/// <summary>As much of JSON Schema as the schema of a space uses; a keyword that is not known here fails.</summary>
internal static class JsonSchema
{
    private static readonly HashSet<string> Remarks = ["$schema", "title", "description", "default"];

    /// <summary>A part of a YAML file as JSON: plain numbers become numbers.</summary>
    public static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlScalar { Text: "" } => null,
        YamlScalar scalar when decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => JsonValue.Create(number),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException(node.Kind),
    };

    /// <summary>Whether a value fits a schema.</summary>
    public static bool Allows(JsonNode schema, JsonNode? value) =>
        schema.AsObject().All(rule => Remarks.Contains(rule.Key) || Allows(rule.Key, rule.Value!, schema, value));

    private static bool Allows(string keyword, JsonNode rule, JsonNode schema, JsonNode? value) => keyword switch
    {
        "type" => Is((string)rule!, value),
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(item => JsonNode.DeepEquals(item, value)),
        "anyOf" => rule.AsArray().Any(item => Allows(item!, value)),
        "minimum" => Number(value) is not { } number || number >= Number(rule),
        "maximum" => Number(value) is not { } number || number <= Number(rule),
        "pattern" => value is not JsonValue || Number(value) is not null
            || Regex.IsMatch((string)value!, (string)rule!, RegexOptions.None, TimeSpan.FromSeconds(1)),
        "items" => value is not JsonArray items || items.All(item => Allows(rule, item)),
        "minItems" => value is not JsonArray items || items.Count >= (int)rule,
        "maxItems" => value is not JsonArray items || items.Count <= (int)rule,
        "minProperties" => value is not JsonObject entries || entries.Count >= (int)rule,
        "maxProperties" => value is not JsonObject entries || entries.Count <= (int)rule,
        "propertyNames" => value is not JsonObject entries || entries.All(entry => Allows(rule, JsonValue.Create(entry.Key))),
        "properties" => value is not JsonObject entries || entries.All(entry => rule[entry.Key] is not { } property || Allows(property, entry.Value)),
        "required" => value is not JsonObject entries || rule.AsArray().All(key => entries.ContainsKey((string)key!)),
        "additionalProperties" => value is not JsonObject entries || entries.All(entry =>
            schema["properties"]?[entry.Key] is not null || (rule.GetValueKind() != JsonValueKind.False && Allows(rule, entry.Value))),
        _ => throw new InvalidOperationException($"the schema uses '{keyword}', which this validator does not know"),
    };

    private static bool Is(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value is JsonValue && Number(value) is null,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && number == decimal.Floor(number),
        _ => throw new InvalidOperationException($"the schema has the type '{type}'"),
    };

    private static decimal? Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        ? decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
        : null;
}
