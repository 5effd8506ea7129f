using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tegula.Indicators;

namespace Tegula.Studies.Exchange;

/// <summary>JSON form of an exported store, generated at compile time; doubles keep every bit, times all their digits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(IndicatorStatusText), typeof(StudyStatusText)],
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ExchangeHeader))]
[JsonSerializable(typeof(ExchangeItem))]
internal sealed partial class ExchangeJson : JsonSerializerContext
{
    private static readonly Lazy<ExchangeJson> Readable = new(CreateReadable);

    /// <summary>One line, without its end.</summary>
    public static string Write(ExchangeItem item) => JsonSerializer.Serialize(item, Readable.Value.ExchangeItem);

    /// <summary>One line, without its end.</summary>
    public static string Write(ExchangeHeader header) => JsonSerializer.Serialize(header, Readable.Value.ExchangeHeader);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none of those that are exported.</exception>
    public static ExchangeItem Read(string line) =>
        JsonSerializer.Deserialize(line, Default.ExchangeItem) ?? throw new JsonException("a line is a JSON object, not null");

    /// <summary>Reads the first line; null where it is none.</summary>
    public static ExchangeHeader? ReadHeader(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.ExchangeHeader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Arch strings contain '+', which the default encoder would turn into an escape that nobody can read.
    private static ExchangeJson CreateReadable() => new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Writes a status as <c>input-independent</c>.</summary>
internal sealed class IndicatorStatusText() : JsonStringEnumConverter<IndicatorStatus>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

/// <summary>Writes a status as <c>running</c>.</summary>
internal sealed class StudyStatusText() : JsonStringEnumConverter<StudyStatus>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
