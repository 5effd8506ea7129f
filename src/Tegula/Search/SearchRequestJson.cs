using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>JSON form of a <see cref="SearchRequest"/>, generated at compile time; a combination stands there as its text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(CombinationConverter)])]
[JsonSerializable(typeof(SearchRequest))]
public sealed partial class SearchRequestJson : JsonSerializerContext
{
    /// <summary>Writes a request: all that decides its result, with defaults resolved; threads and what is kept on the way are left at theirs.</summary>
    /// <exception cref="ArgumentException">The method is unknown.</exception>
    public static string Write(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var decisive = request with
        {
            Steps = request.EffectiveSteps,
            Outstanding = request.EffectiveOutstanding,
            KeepsIncumbents = false,
            SpaceDefinition = SpaceRegistry.Find(request.Space)?.Own?.Definition.ToYaml() ?? request.SpaceDefinition,
            Scoring = request.Scoring with { Threads = 0 },
        };
        var readable = new SearchRequestJson(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return JsonSerializer.Serialize(decisive, readable.SearchRequest);
    }

    /// <summary>Reads a request; an own space that it defines is known from then on.</summary>
    /// <exception cref="JsonException">The text is no request, or one of another version of the library.</exception>
    public static SearchRequest Read(string json)
    {
        try
        {
            var request = JsonSerializer.Deserialize(json, Default.SearchRequest) ?? throw new JsonException("a request is a JSON object, not null");
            if (request.SpaceDefinition is { } definition)
                SpaceRegistry.Recall(request.Space, definition);
            return request;
        }
        catch (CombinationFormatException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    internal sealed class CombinationConverter : JsonConverter<IndicatorCombination>
    {
        public override IndicatorCombination Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Combinations.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, IndicatorCombination value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }
}
