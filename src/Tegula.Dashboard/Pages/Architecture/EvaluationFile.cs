using System.Buffers;
using System.Text.Json;
using Tegula.Indicators;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>An evaluation with its origin as JSON, for other programs.</summary>
internal static class EvaluationFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true };

    /// <summary>The JSON in UTF-8.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="context">How it was measured; null where that is not known.</param>
    public static byte[] Write(StoredEvaluation evaluation, StoredContext? context)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", evaluation.Id);
            writer.WriteString("architecture", evaluation.Architecture);
            writer.WriteString("canonical", evaluation.Computation);
            writer.WriteStartObject("indicators");
            foreach (var (id, value) in evaluation.Indicators)
                WriteIndicator(writer, id, value);
            writer.WriteEndObject();
            writer.WriteNumber("seconds", evaluation.Seconds);
            writer.WriteNumber("threads", evaluation.Threads);
            writer.WriteString("started", evaluation.Started);
            writer.WriteString("machine", evaluation.Machine);
            writer.WriteString("version", evaluation.Version);
            if (evaluation.Error is not null)
                writer.WriteString("error", evaluation.Error);
            writer.WriteString("sha256", evaluation.Sha256);
            if (context is not null)
                WriteContext(writer, context);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteIndicator(Utf8JsonWriter writer, string id, IndicatorValue value)
    {
        writer.WriteStartObject(id);
        if (value.Value is { } mean && value.Sd is { } sd)
        {
            writer.WriteNumber("value", mean);
            writer.WriteNumber("sd", sd);
        }

        writer.WriteString("status", JsonNamingPolicy.CamelCase.ConvertName($"{value.Status}"));
        writer.WriteEndObject();
    }

    // Where the data lie on this machine is nobody else's business; their hash says which they are.
    private static void WriteContext(Utf8JsonWriter writer, StoredContext context)
    {
        writer.WriteStartObject("context");
        writer.WriteString("key", context.Context.Key);
        writer.WriteString("space", context.Context.Space);
        writer.WriteString("data", context.Context.DataId);
        writer.WriteString("dataSha256", context.Context.DataSha256);
        writer.WriteNumber("revision", context.Context.Revision);
        writer.WriteStartObject("settings");
        foreach (var (name, setting) in context.Context.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.WriteString(name, setting);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
