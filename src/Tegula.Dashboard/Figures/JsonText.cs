using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tegula.Dashboard.Figures;

/// <summary>JSON for people.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same document with a line for each value; a text that is no JSON stays as it is.</summary>
    public static string Indented(string json)
    {
        try
        {
            return JsonNode.Parse(json)?.ToJsonString(Options) ?? json;
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
