using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tegula.Search;

/// <summary>JSON form of a <see cref="ReferenceSample"/>, generated at compile time; doubles keep every bit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(ReferenceSample))]
internal sealed partial class ReferenceSampleJson : JsonSerializerContext
{
    /// <summary>Writes a sample.</summary>
    public static string Write(ReferenceSample sample)
    {
        // Arch strings contain '+', which the default encoder would turn into an escape that nobody can read.
        var readable = new ReferenceSampleJson(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return JsonSerializer.Serialize(sample, readable.ReferenceSample);
    }
}
