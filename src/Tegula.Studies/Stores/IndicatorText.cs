using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tegula.Indicators;

namespace Tegula.Studies.Stores;

/// <summary>
/// Indicators of an evaluation as they stand in a row: <c>{"snip":{"value":1.5,"sd":0},"synflow":{"status":"NotFinite"}}</c>, in the order requested, without
/// blanks. Every bit of a value comes back.
/// </summary>
internal static class IndicatorText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static string[]? _lastIds;

    [ThreadStatic]
    private static byte[][]? _lastStarts;

    private static ReadOnlySpan<byte> Deviation => ",\"sd\":"u8;

    /// <summary>What is allowed in the id of an indicator, so that it stands in the text as it is.</summary>
    public static bool IsId(string id) =>
        id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_.:/+#".Contains(letter, StringComparison.Ordinal));

    /// <summary>Writes the indicators.</summary>
    /// <exception cref="ArgumentException">An id has a letter that <see cref="IsId"/> forbids, or a value is not finite.</exception>
    public static string Write(IReadOnlyDictionary<string, IndicatorValue> indicators)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach ((string id, IndicatorValue value) in indicators)
            {
                if (!IsId(id))
                    throw new ArgumentException($"'{id}' is no id of an indicator: use letters, digits and - _ . : / + #");
                writer.WriteStartObject(id);
                Write(writer, id, value);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Write(IReadOnlyDictionary{string, IndicatorValue})"/> wrote.</summary>
    /// <param name="text">In UTF-8.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IReadOnlyDictionary<string, IndicatorValue> Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return ReadAlike(text) ?? ReadList(text);
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new JsonException(error.Message, error);
        }
    }

    /// <summary>The value of one indicator, without reading the others; null where there is none.</summary>
    /// <param name="text">As <see cref="Write(IReadOnlyDictionary{string, IndicatorValue})"/> wrote it, in UTF-8.</param>
    /// <param name="start">What <see cref="StartOf"/> gives for the indicator.</param>
    public static double? ValueOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        int at = text.IndexOf(start);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> rest = text[(at + start.Length)..];
        int end = rest.IndexOfAny((byte)',', (byte)'}');
        return end > 0 && double.TryParse(rest[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    /// <summary>What stands before the value of an indicator, in UTF-8.</summary>
    public static byte[] StartOf(string id) => Encoding.UTF8.GetBytes($"\"{id}\":{{\"value\":");

    /// <summary>The ids in order of their letters: two requests for the same indicators have the same set.</summary>
    public static string SetOf(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));

    private static void Write(Utf8JsonWriter writer, string id, IndicatorValue value)
    {
        WriteNumber(writer, "value", id, value.Value);
        WriteNumber(writer, "sd", id, value.Sd);
        if (!value.IsOk)
            writer.WriteString("status", value.Status.ToString());
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, string id, double? number)
    {
        if (number is not { } value)
            return;
        if (!double.IsFinite(value))
            throw new ArgumentException($"{name} of the indicator '{id}' is {value}: give a finite number, or a status that says why there is none");
        writer.WriteNumber(name, value);
    }

    // Most evaluations of a store were all measured, with the indicators of the one read before: their text differs in its numbers only. Null for others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static IndicatorList? ReadAlike(ReadOnlySpan<byte> text)
    {
        if (_lastIds is not { Length: > 0 } ids)
            return null;
        byte[][] starts = _lastStarts ??= [.. ids.Select((id, place) => (byte[])[(byte)(place == 0 ? '{' : ','), .. StartOf(id)])];
        var values = new IndicatorValue[ids.Length];
        for (int place = 0; place < starts.Length; place++)
        {
            if (!text.StartsWith(starts[place]) || !Utf8Parser.TryParse(text = text[starts[place].Length..], out double value, out int length))
                return null;
            text = text[length..];
            if (!text.StartsWith(Deviation)
                || !Utf8Parser.TryParse(text = text[Deviation.Length..], out double sd, out length)
                || !text[length..].StartsWith("}"u8))
            {
                return null;
            }

            values[place] = new(value, sd, IndicatorStatus.Ok);
            text = text[(length + 1)..];
        }

        return text.SequenceEqual("}"u8) && Array.TrueForAll(values, value => double.IsFinite(value.Value!.Value) && double.IsFinite(value.Sd!.Value))
            ? new(ids, values)
            : null;
    }

    private static IndicatorList ReadList(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        Expect(ref reader, JsonTokenType.StartObject);

        // Most evaluations of a store have the indicators of the one read before.
        string[] known = _lastIds ?? [];
        List<string>? ids = null;
        var values = new List<IndicatorValue>(known.Length);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (ids is null && (values.Count == known.Length || !reader.ValueTextEquals(known[values.Count])))
                ids = [.. known.AsSpan(0, values.Count)];
            ids?.Add(reader.GetString()!);
            values.Add(ReadValue(ref reader));
        }

        if (reader.Read())
            throw new JsonException("there is more behind its end");
        if (ids is null && values.Count < known.Length)
            ids = [.. known.AsSpan(0, values.Count)];
        if (ids is not null)
        {
            if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count)
                throw new JsonException("an indicator stands there twice");
            (_lastIds, _lastStarts) = (known = [.. ids], null);
        }

        return new(known, [.. values]);
    }

    private static IndicatorValue ReadValue(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        double? value = null;
        double? sd = null;
        IndicatorStatus status = IndicatorStatus.Ok;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("value"u8) && reader.Read())
                value = reader.GetDouble();
            else if (reader.ValueTextEquals("sd"u8) && reader.Read())
                sd = reader.GetDouble();
            else if (!reader.ValueTextEquals("status"u8) || !reader.Read() || !Enum.TryParse(reader.GetString(), out status))
                throw new JsonException("an indicator has value, sd and status");
        }

        return new(value, sd, status);
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException("it ends too early");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (Next(ref reader) != expected)
            throw new JsonException($"{expected} expected, {reader.TokenType} found");
    }
}
