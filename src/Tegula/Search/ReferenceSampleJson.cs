using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>JSON form of a <see cref="ReferenceSample"/>, generated at compile time; doubles keep every bit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(ReferenceSample))]
[JsonSerializable(typeof(IndicatorOptions))]
internal sealed partial class ReferenceSampleJson : JsonSerializerContext
{
    /// <summary>Writes a sample.</summary>
    public static string Write(ReferenceSample sample)
    {
        // Arch strings contain '+', which the default encoder would turn into an escape that nobody can read.
        var readable = new ReferenceSampleJson(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return JsonSerializer.Serialize(sample, readable.ReferenceSample);
    }

    /// <summary>Settings by name, as they stand in the file.</summary>
    public static IReadOnlyDictionary<string, string> Settings(IndicatorOptions options) =>
        JsonSerializer.SerializeToNode(options, Default.IndicatorOptions)!.AsObject().ToDictionary(setting => setting.Key, setting => Text(setting.Value));

    private static string Text(JsonNode? value) => value is null ? "unset" : value.ToString();
}
