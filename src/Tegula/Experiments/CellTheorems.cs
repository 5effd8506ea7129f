using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tegula.Drawing;
using Tegula.Landscapes;

namespace Tegula.Experiments;

/// <summary>
/// Random linear cells, the widest and the narrowest of as many nodes: both sides of the theorems on block-wise smoothness and on the variance of the gradient.
/// Source: 002_18e5d33089871091.txt, Theorems 4.2 and 4.3.
/// </summary>
public sealed class CellTheorems : Experiment
{
    private static readonly ImmutableArray<double> Lambdas = [0.5, 0.8, 1, 1.25, 1.5, 2];

    /// <inheritdoc/>
    public override string Id => "cell-theorems";

    /// <inheritdoc/>
    public override string Title => "Smoothness and gradient variance of the narrowest linear cell against the widest, with the bounds of two theorems";

    /// <inheritdoc/>
    public override string Source => "002_18e5d33089871091.txt, Theorem 4.2 and Theorem 4.3";

    /// <inheritdoc/>
    public override ExperimentSettings Quick { get; } = new() { Nodes = 4, Width = 8, Samples = 256, Draws = 20 };

    /// <inheritdoc/>
    public override ExperimentSettings Paper => Quick;

    /// <inheritdoc/>
    public override string? BuiltInData => null;

    /// <inheritdoc/>
    public override ImmutableArray<string> PaperData => [];

    /// <inheritdoc/>
    public override ExperimentResult Run(ExperimentRequest request, CancellationToken token = default)
    {
        ExperimentSettings settings = request.Settings;
        int draws = settings.Draws!.Value;
        var blocks = new ImmutableArray<LinearCellBlock>[Lambdas.Length * draws];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = token };
        Parallel.For(0, blocks.Length, options, index =>
        {
            var cell = new LinearCellOptions
            {
                Nodes = settings.Nodes!.Value,
                Width = settings.Width!.Value,
                Samples = settings.Samples!.Value,
                LargestSingularValue = Lambdas[index / draws],
                Seed = request.Seed + (ulong)(index % draws),
            };
            blocks[index] = request.Memory.GetOrMake(
                "linear cell", () => Decisive(cell), ExperimentJson.Default.ImmutableArrayLinearCellBlock, () => LinearCellTheorems.Check(cell));
            request.Progress?.Invoke(Interlocked.Increment(ref done), blocks.Length);
        });
        return Report(
            settings,
            [.. blocks.Index().SelectMany(cell => cell.Item.Select(block => new Checked(Lambdas[cell.Index / draws], cell.Index % draws, block)))]);
    }

    private static JsonObject Decisive(LinearCellOptions cell) => new()
    {
        ["nodes"] = cell.Nodes,
        ["width"] = cell.Width,
        ["samples"] = cell.Samples,
        ["largestSingularValue"] = cell.LargestSingularValue,
        ["seed"] = cell.Seed,
    };

    private static ExperimentResult Report(ExperimentSettings settings, Checked[] all)
    {
        double Ratio(double lambda, Func<LinearCellBlock, BlockComparison> quantity) =>
            all.Where(entry => entry.Lambda == lambda).Average(entry => quantity(entry.Block).Narrowest / quantity(entry.Block).Widest);

        string Own(Func<LinearCellBlock, BlockComparison> quantity) =>
            $"without the proof's premise, with the cell's own gradients, in {all.Count(entry => quantity(entry.Block).HoldsWithoutPremise)}";

        Finding Theorem(string name, string claim, string paper, Func<LinearCellBlock, BlockComparison> quantity) => new(
            claim,
            paper,
            $"{name} holds for {all.Count(entry => quantity(entry.Block).Holds)} of {all.Length} weight matrices; {Own(quantity)}",
            all.All(entry => quantity(entry.Block).Holds));

        (double smooth, double noise) = (Ratio(Lambdas[^1], block => block.Smoothness), Ratio(Lambdas[^1], block => block.Variance));
        ImmutableArray<Finding> findings =
        [
            Theorem(
                "the bound",
                "block-wise smoothness of the narrowest cell is bounded by the widest's times the largest eigenvalues before it",
                "Theorem 4.2",
                block => block.Smoothness),
            Theorem(
                "the bound",
                "gradient variance of the narrowest cell is bounded by sums of the widest's times squared largest eigenvalues",
                "Theorem 4.3",
                block => block.Variance),
            new(
                "with eigenvalues above 1 the narrowest cell is less smooth and noisier, the variance more so",
                "Sec. 4.3.2: significantly larger, the variance more than the smoothness",
                $"at lambda {Words.Number(Lambdas[^1])}, narrowest / widest is {Words.Number(smooth)} for smoothness and {Words.Number(noise)} for variance, "
                    + "averaged over all nodes",
                smooth > 1 && noise > smooth),
        ];
        ResultTable summary = ResultTable.Of(
            ["lambda", "node", "smoothnessRatio", "smoothnessBoundRatio", "smoothnessHolds", "varianceRatio", "varianceBoundRatio", "varianceHolds"],
            all.GroupBy(entry => (entry.Lambda, entry.Block.Index)).Select(group => ImmutableArray.Create<object?>(
                group.Key.Lambda,
                group.Key.Index,
                group.Average(entry => entry.Block.Smoothness.Narrowest / entry.Block.Smoothness.Widest),
                group.Average(entry => entry.Block.Smoothness.Bound / entry.Block.Smoothness.Widest),
                group.Count(entry => entry.Block.Smoothness.Holds),
                group.Average(entry => entry.Block.Variance.Narrowest / entry.Block.Variance.Widest),
                group.Average(entry => entry.Block.Variance.Bound / entry.Block.Variance.Widest),
                group.Count(entry => entry.Block.Variance.Holds))));
        ResultTable rows = ResultTable.Of(
            [
                "lambda", "draw", "node", "smoothnessWidest", "smoothnessNarrowest", "smoothnessOwn", "smoothnessBound", "varianceWidest", "varianceNarrowest",
                "varianceOwn", "varianceBound",
            ],
            all.Select(entry => ImmutableArray.Create<object?>(
                entry.Lambda,
                entry.Draw,
                entry.Block.Index,
                entry.Block.Smoothness.Widest,
                entry.Block.Smoothness.Narrowest,
                entry.Block.Smoothness.OwnNarrowest,
                entry.Block.Smoothness.Bound,
                entry.Block.Variance.Widest,
                entry.Block.Variance.Narrowest,
                entry.Block.Variance.OwnNarrowest,
                entry.Block.Variance.Bound)));
        string drawing = CurvePanelsSvg.Write(
            [
                Panel("Theorem 4.2: smoothness", all, block => block.Smoothness),
                Panel("Theorem 4.3: gradient variance", all, block => block.Variance),
            ],
            "The narrowest linear cell beside the widest",
            $"{settings.Nodes} nodes of {settings.Width} neurons, mean over all nodes of {settings.Draws} random cells");
        return new ExperimentResult(findings, summary, rows, [new("bounds", drawing)]);
    }

    private static CurvePanel Panel(string name, Checked[] all, Func<LinearCellBlock, BlockComparison> quantity)
    {
        BandCurve Curve(string curve, Func<BlockComparison, double> number) => new(
            curve,
            [
                .. all.GroupBy(entry => entry.Lambda).Select(group =>
                    new BandPoint(group.Key, Math.Log10(group.Average(entry => number(quantity(entry.Block)) / quantity(entry.Block).Widest)))),
            ]);

        return new CurvePanel(name, "largest singular value of the weights", "log10 of narrowest / widest",
            [Curve("narrowest cell", comparison => comparison.Narrowest), Curve("bound of the theorem", comparison => comparison.Bound)]);
    }

    private sealed record Checked(double Lambda, int Draw, LinearCellBlock Block);
}
