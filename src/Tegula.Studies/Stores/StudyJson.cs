using System.Text.Json;
using System.Text.Json.Serialization;
using Tegula.Search;

namespace Tegula.Studies.Stores;

/// <summary>JSON form of what a store keeps whole, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(StudyDefinition))]
[JsonSerializable(typeof(ScoringContext))]
internal sealed partial class StudyJson : JsonSerializerContext
{
    /// <summary>Writes what a study was asked to do.</summary>
    public static string Write(StudyDefinition definition) => JsonSerializer.Serialize(definition, Default.StudyDefinition);

    /// <summary>Writes a way of measuring.</summary>
    public static string Write(ScoringContext context) => JsonSerializer.Serialize(context, Default.ScoringContext);

    /// <summary>Reads what a study was asked to do; its own space, if it has one, is known from then on.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static StudyDefinition ReadDefinition(string json) =>
        OwnSpaces.Recall(JsonSerializer.Deserialize(json, Default.StudyDefinition) ?? throw new JsonException("a definition is a JSON object, not null"));

    /// <summary>Reads a way of measuring; its own space, if it has one, is known from then on.</summary>
    /// <exception cref="JsonException">The text is something else.</exception>
    public static ScoringContext ReadContext(string json) =>
        JsonSerializer.Deserialize(json, Default.ScoringContext)?.WithKnownSpace() ?? throw new JsonException("a context is a JSON object, not null");
}
