using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tegula.Search;

/// <summary>JSON form of a <see cref="SearchState"/>, generated at compile time; doubles keep every bit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SearchState))]
public sealed partial class SearchStateJson : JsonSerializerContext
{
    /// <summary>Writes a state.</summary>
    public static string Write(SearchState state) => JsonSerializer.Serialize(state, Default.SearchState);

    /// <summary>Reads a state.</summary>
    /// <exception cref="JsonException">The text is not a saved search.</exception>
    public static SearchState Read(string json) =>
        JsonSerializer.Deserialize(json, Default.SearchState) ?? throw new JsonException("a saved search is a JSON object, not null");
}
