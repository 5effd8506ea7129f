using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>One thing that studies were asked.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Values">One for each study; empty where it was not asked.</param>
public sealed record AskedRow(string Name, IReadOnlyList<string> Values)
{
    private const int HashDigits = 12;

    /// <summary>Whether the studies were asked the same.</summary>
    public bool IsSame => Values.Distinct().Count() == 1;

    /// <summary>What studies were asked: the main things, then whatever else of their requests differs.</summary>
    public static IReadOnlyList<AskedRow> Of(IReadOnlyList<StudyDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        AskedRow[] main =
        [
            Row("command", definition => definition.Command),
            Row("space", definition => definition.Space),
            Row("method", definition => definition.Method),
            Row("objective", definition => definition.Objective),
            Row("steps", definition => definition.Steps?.ToString(CultureInfo.InvariantCulture)),
            Row("seed", definition => $"{definition.Seed}"),
            Row("fidelity", definition => definition.Fidelity),
            Row("data", definition => definition.Data),
            Row("SHA-256 of the data", definition => definition.DataSha256[..Math.Min(HashDigits, definition.DataSha256.Length)]),
        ];
        Dictionary<string, string>[] requests = [.. definitions.Select(definition => Flat(definition.Request))];
        return
        [
            .. main,
            .. requests.SelectMany(request => request.Keys).Distinct()
                .Select(name => new AskedRow(name, [.. requests.Select(request => request.GetValueOrDefault(name, ""))]))
                .Where(row => !row.IsSame && !main.Any(known => known.Values.SequenceEqual(row.Values))),
        ];

        AskedRow Row(string name, Func<StudyDefinition, string?> value) => new(name, [.. definitions.Select(definition => value(definition) ?? "")]);
    }

    // Settings within settings are named with a dot: scoring.batchSize.
    private static Dictionary<string, string> Flat(string request)
    {
        var flat = new Dictionary<string, string>();
        try
        {
            Add("", JsonNode.Parse(request));
        }
        catch (JsonException)
        {
            flat["request"] = request;
        }

        return flat;

        void Add(string path, JsonNode? node)
        {
            if (node is JsonObject inner)
            {
                foreach (var (name, value) in inner)
                    Add(path.Length == 0 ? name : $"{path}.{name}", value);
            }
            else if (node is not null)
            {
                flat[path] = node is JsonArray list ? string.Join(", ", list.Select(item => $"{item}")) : $"{node}";
            }
        }
    }
}
