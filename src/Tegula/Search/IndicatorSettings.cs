using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Settings of a measurement by name, each as JSON; what is measured, and with how many threads, is left out.</summary>
internal static class IndicatorSettings
{
    private static readonly string[] LeftOut = [Name(nameof(IndicatorOptions.Indicators)), Name(nameof(IndicatorOptions.Threads))];

    /// <summary>The settings of some options.</summary>
    public static IReadOnlyDictionary<string, string> Of(IndicatorOptions options) =>
        JsonSerializer.SerializeToNode(options, IndicatorSettingsJson.Default.IndicatorOptions)!.AsObject()
            .Where(setting => !LeftOut.Contains(setting.Key))
            .ToDictionary(setting => setting.Key, setting => setting.Value?.ToJsonString() ?? "null");

    /// <summary>Options with these settings and indicators.</summary>
    /// <exception cref="ArgumentException">A setting is unknown or is no value of its kind.</exception>
    public static IndicatorOptions Read(IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> indicators)
    {
        try
        {
            var json = new JsonObject(settings.Select(setting => KeyValuePair.Create(setting.Key, JsonNode.Parse(setting.Value))));
            return json.Deserialize(IndicatorSettingsJson.Default.IndicatorOptions)! with { Indicators = indicators, Threads = 0 };
        }
        catch (JsonException exception)
        {
            throw new ArgumentException(
                $"these settings of a measurement are of another version of this program ({exception.Message})", nameof(settings), exception);
        }
    }

    private static string Name(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}

/// <summary>JSON form of <see cref="IndicatorOptions"/>, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IndicatorOptions))]
internal sealed partial class IndicatorSettingsJson : JsonSerializerContext;
