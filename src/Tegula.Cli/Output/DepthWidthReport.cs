using System.Text.Json.Serialization;
using Tegula.Analysis;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>analyse depth-width</c>.</summary>
/// <param name="Space">Id of the space.</param>
/// <param name="Convolutions">Convolutions of each cell; absent where cells with any number of them were taken.</param>
/// <param name="Datasets">One for each column of accuracies.</param>
internal sealed record DepthWidthReport(
    string Space,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Convolutions,
    IReadOnlyList<DepthWidthDatasetJson> Datasets)
{
    /// <summary>The columns of the CSV.</summary>
    public static IReadOnlyList<string> CsvHeader { get; } = ["dataset", "depth", "width", "mean", "sd", "count"];

    /// <summary>The document.</summary>
    public static DepthWidthReport Of(string space, int? convolutions, IEnumerable<DepthWidthAccuracy> found) => new(
        space,
        convolutions,
        [
            .. found.Select(item => new DepthWidthDatasetJson(
                item.Dataset,
                item.MultipleCorrelation,
                item.GroupCorrelation,
                item.Count,
                item.WithoutDepth,
                [
                    .. item.Groups.Select(group =>
                        new DepthWidthGroupJson(group.Depth, group.Width, group.Accuracy.Mean, group.Accuracy.Sd, group.Accuracy.Count)),
                ])),
        ]);

    /// <summary>The rows of the CSV.</summary>
    public static IEnumerable<IReadOnlyList<object?>> CsvRows(DepthWidthReport report) =>
        from dataset in report.Datasets
        from @group in dataset.Groups
        select new object?[] { dataset.Dataset, @group.Depth, @group.Width, @group.Mean, @group.Sd, @group.Count };
}

/// <summary>One data set.</summary>
/// <param name="Dataset">Its id.</param>
/// <param name="R">Multiple correlation of accuracy with depth and width, one point for each cell; null where it does not exist.</param>
/// <param name="GroupR">The same, one point for each group.</param>
/// <param name="Count">Cells.</param>
/// <param name="WithoutDepth">Cells left out because no convolution is on a path.</param>
/// <param name="Groups">Cells of equal depth and width.</param>
internal sealed record DepthWidthDatasetJson(
    string Dataset, double? R, double? GroupR, int Count, int WithoutDepth, IReadOnlyList<DepthWidthGroupJson> Groups);

/// <summary>Cells of equal effective depth and width.</summary>
/// <param name="Depth">Effective depth.</param>
/// <param name="Width">Effective width.</param>
/// <param name="Mean">Mean accuracy in percent.</param>
/// <param name="Sd">Its sample standard deviation; 0 of a single cell.</param>
/// <param name="Count">How many cells.</param>
internal sealed record DepthWidthGroupJson(double Depth, double Width, double Mean, double Sd, int Count);
