using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;
using Tegula.Drawing;

namespace Tegula.Dashboard.Answers;

/// <summary>An answer of <c>tegula design</c>.</summary>
internal static class DesignFigures
{
    private const int Drawn = 3;
    private static readonly string[] Numbers = ["nnMass", "params", "macs"];

    /// <summary>What it says.</summary>
    public static ResultContent Of(ResultOutputs outputs)
    {
        JsonElement json = outputs.Json;
        JsonElement[] candidates = [.. json.Get("candidates").Items()];
        JsonElement reference = json.Get("reference");
        bool hasReference = reference.ValueKind == JsonValueKind.Object;
        string family = json.Text("family") ?? "";
        string examined = string.Create(
            CultureInfo.InvariantCulture, $"{(json.Get("examined") is { ValueKind: JsonValueKind.Number } count ? count.GetInt64() : 0):N0}");
        string aim = json.Get("target") is { ValueKind: JsonValueKind.Number } target
            ? string.Create(CultureInfo.InvariantCulture, $"an NN-Mass near {target.GetDouble():0.#}")
            : "the highest NN-Mass";
        (string Place, JsonElement Item)[] rows =
        [
            .. hasReference ? [("like", reference)] : Array.Empty<(string, JsonElement)>(),
            .. candidates.Select((candidate, index) => ((index + 1).ToString(CultureInfo.InvariantCulture), candidate)),
        ];
        var table = new NumberTable(
            ["place", "network", "NN-Mass", "parameters", "MACs"],
            [
                .. rows.Select(row => (IReadOnlyList<object?>)
                    [row.Place, row.Item.Text("spec"), .. Numbers.Select(name => JsonTables.Field(row.Item.Get(name)))]),
            ]);
        return new(
            $"Networks of {family} with {aim}",
            candidates.Length == 0 ? "No network fits." : $"{candidates[0].Text("spec")} is the best of {examined} networks compared; none was trained.",
            [
                new(
                    "Candidates",
                    "NN-Mass measures how well a network passes gradients on, from its description alone: networks of like NN-Mass train to like accuracies. "
                        + "The best stands first; 'like' is the network to come near to.",
                    [new("NN-Mass and parameters", "Farther left is smaller.", Scatter(candidates, hasReference ? reference : null), table)]),
                .. Drawings(candidates),
                new("Aim and effort", "", [new("What was asked and what it took", "", null, JsonTables.OfValues(json))]),
            ]);
    }

    private static string? Scatter(JsonElement[] candidates, JsonElement? reference)
    {
        if (candidates.Length == 0)
            return null;
        ScatterSeries[] series = [new("candidates", [.. candidates.Select(Point)])];
        return ScatterPanelsSvg.Write(
            [new ScatterPanel("networks compared", "million parameters", "NN-Mass",
                [.. series, .. reference is { } like ? [new("like", [Point(like)])] : ImmutableArray<ScatterSeries>.Empty])],
            "NN-Mass and parameters of the candidates",
            "untrained; the numbers stand in the table");
    }

    private static (double X, double Y) Point(JsonElement candidate) => (candidate.Get("params").GetDouble() / 1e6, candidate.Get("nnMass").GetDouble());

    private static IEnumerable<ReportSection> Drawings(JsonElement[] candidates)
    {
        Figure[] figures = [.. candidates.Take(Drawn).Select((candidate, index) => Draw(index + 1, candidate.Text("spec") ?? "")).OfType<Figure>()];
        if (figures.Length > 0)
            yield return new("Drawings", "The best networks, layers from left to right; the legend names what an edge does.", figures);
    }

    // Another version may have named a network that this one does not know; its numbers are in the table nevertheless.
    private static Figure? Draw(int place, string spec)
    {
        try
        {
            ArchitectureGraph graph = ArchitectureReader.Parse(spec).ToGraph();
            return new(string.Create(CultureInfo.InvariantCulture, $"{place}: {spec}"), "", GraphSvg.Write(graph, spec), null);
        }
        catch (ArchitectureFormatException)
        {
            return null;
        }
    }
}
