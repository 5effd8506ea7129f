using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Reports;
using Tegula.Drawing;

namespace Tegula.Dashboard.Answers;

/// <summary>An answer of <c>tegula landscape</c>.</summary>
internal static class LandscapeFigures
{
    private static readonly string[] SummaryColumns = ["centre", "mean", "median", "shareNearCentre", "doublingRadius", "extreme"];

    /// <summary>What it says.</summary>
    public static ResultContent Of(ResultOutputs outputs)
    {
        JsonElement json = outputs.Json;
        (JsonElement loss, JsonElement deviation, JsonElement hessian) = (json.Get("loss"), json.Get("gradientDeviation"), json.Get("hessian"));
        var sections = new List<ReportSection>();
        var (hasLoss, hasDeviation) = (loss.ValueKind == JsonValueKind.Object, deviation.ValueKind == JsonValueKind.Object);
        if (hasLoss || hasDeviation)
            sections.Add(new("In short", "What the plane around the trained weights looks like, in a few numbers.", [Summary(loss, deviation)]));
        if (hasLoss)
        {
            sections.Add(new("Loss", "The mean loss on a plane through the trained weights, which lie in its middle; the wider the low region, the better.",
                [Surface(outputs, ["svg", "svg-surface"], "Loss around the trained weights", "loss", loss)]));
        }

        if (hasDeviation)
        {
            string[] drawings = hasLoss ? ["svg-variance", "svg-variance-surface"] : ["svg", "svg-variance-surface"];
            sections.Add(new("Noise of the gradient", "The standard deviation of the gradient from image to image on the same plane; lower is better.",
                [Surface(outputs, drawings, "Deviation of the gradient around the trained weights", "gradient deviation", deviation)]));
        }

        if (hessian.ValueKind == JsonValueKind.Object)
            sections.Add(new("Curvature",
                "Eigenvalues of the Hessian of the loss at the trained weights; a small largest one means a flat minimum.", [.. Spectrum(hessian)]));
        string images = string.Create(
            CultureInfo.InvariantCulture, $"{JsonTables.Field(json.Get("images"))} {json.Text("split")} images of {json.Text("data")}");
        string epochs = string.Create(CultureInfo.InvariantCulture, $"{JsonTables.Field(json.Get("epochs"))}");
        return new(
            $"Landscape of {json.Text("architecture")}",
            $"Loss, noise of the gradient and curvature around weights trained for {epochs} {(epochs == "1" ? "epoch" : "epochs")}, on {images}.",
            sections);
    }

    private static Figure Summary(JsonElement loss, JsonElement deviation) => new(
        "Summary of the plane",
        "centre: at the trained weights; shareNearCentre: share of the plane below the centre's value plus 1; doublingRadius: distance at which the value "
            + "has doubled, empty where it does not within the plane; extreme: points without a finite value.",
        null,
        new(["quantity", .. SummaryColumns], [.. new[] { ("loss", loss), ("gradient deviation", deviation) }
            .Where(pair => pair.Item2.ValueKind == JsonValueKind.Object)
            .Select(pair => (IReadOnlyList<object?>)[pair.Item1, .. SummaryColumns.Select(column => JsonTables.Field(pair.Item2.Get(column)))])]));

    private static Figure Surface(ResultOutputs outputs, string[] drawings, string title, string name, JsonElement grid)
    {
        double[] places = [.. grid.Get("coordinates").Items().Select(value => value.GetDouble())];
        IReadOnlyList<object?>[] rows =
        [
            .. grid.Get("rows").Items().SelectMany((row, beta) => row.Items().Select((value, alpha) =>
                (IReadOnlyList<object?>)[places[alpha], places[beta], JsonTables.Field(value)])),
        ];
        string[] found = [.. drawings.Select(outputs.Drawing).OfType<string>()];
        return new(title, "alpha and beta are distances along two random directions; 0 and 0 are the trained weights.",
            found.FirstOrDefault(), new(["alpha", "beta", name], rows))
        {
            Further = [.. found.Skip(1)],
        };
    }

    private static IEnumerable<Figure> Spectrum(JsonElement hessian)
    {
        JsonElement[] values = [.. hessian.Get("ritzValues").Items()];
        ImmutableArray<(double X, double Y)> points = [.. values.Select((value, index) => (index + 1.0, value.GetDouble()))];
        string? svg = points.Any(point => double.IsFinite(point.Y))
            ? ScatterPanelsSvg.Write(
                [new ScatterPanel("eigenvalues on the subspace searched", "place", "eigenvalue", [new("eigenvalue", points)])],
                "Spectrum of the Hessian at the trained weights",
                "outer eigenvalues are exact where the search has converged, inner ones are estimates")
            : null;
        yield return new("Spectrum of the Hessian", "From the largest to the smallest eigenvalue found.", svg, JsonTables.OfList("eigenvalue", values));
        yield return new("Outer eigenvalues",
            "residual: how far the largest is from an eigenvalue, as a share of it; products: how often the Hessian was applied.",
            null, JsonTables.OfValues(hessian));
    }
}
