using System.Text.Json;
using System.Xml;
using Tegula.Dashboard.Figures;

namespace Tegula.Dashboard.Answers;

/// <summary>What a command printed and wrote of one answer, taken apart.</summary>
internal sealed class ResultOutputs
{
    private readonly IReadOnlyDictionary<string, string> _outputs;

    /// <summary>Takes the outputs apart.</summary>
    /// <param name="outputs">By name: <c>json</c>, <c>text</c>, <c>svg</c>, <c>svg-NAME</c>, <c>csv</c>.</param>
    public ResultOutputs(IReadOnlyDictionary<string, string> outputs)
    {
        _outputs = outputs;
        Json = Parse(outputs.GetValueOrDefault("json"));
    }

    /// <summary>The JSON document; undefined where there is none.</summary>
    public JsonElement Json { get; }

    /// <summary>What people saw; null where it is not there.</summary>
    public string? Text => _outputs.GetValueOrDefault("text");

    /// <summary>
    /// Names of the drawings, the main one first. What holds anything but shapes and texts is no drawing, since a store may have come from anybody.
    /// </summary>
    public IReadOnlyList<string> Drawings =>
    [
        .. _outputs.Where(output => output.Key == "svg" || output.Key.StartsWith("svg-", StringComparison.Ordinal)
                || output.Key.EndsWith("-svg", StringComparison.Ordinal))
            .Where(output => output.Value.Length > 0 && KeptDrawing.IsSafe(output.Value))
            .Select(output => output.Key)
            .OrderBy(name => name != "svg")
            .ThenBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>A drawing; null where it is not there.</summary>
    public string? Drawing(string name) => Drawings.Contains(name) ? _outputs[name] : null;

    /// <summary>The title that a drawing bears.</summary>
    public static string TitleOf(string svg)
    {
        using var reader = XmlReader.Create(new StringReader(svg), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        reader.MoveToContent();
        return reader.GetAttribute("aria-label") ?? "Drawing";
    }

    private static JsonElement Parse(string? json)
    {
        try
        {
            return json is null ? default : JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
