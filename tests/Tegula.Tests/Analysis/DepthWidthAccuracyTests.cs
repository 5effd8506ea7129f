using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Tests.Architectures;
using Tegula.Tests.Benchmarks;
using Tegula.Topology;

namespace Tegula.Tests.Analysis;

public sealed class DepthWidthAccuracyTests
{
    [Fact]
    public void A_plane_of_accuracies_has_a_correlation_of_one_and_no_spread()
    {
        DepthWidthAccuracy found = DepthWidthAccuracy.Of("made-up", Cells((depth, width) => 90 + (2 * depth) - (3 * width)));

        found.MultipleCorrelation!.Value.ShouldBe(1, 1e-9);
        found.GroupCorrelation!.Value.ShouldBe(1, 1e-9);
        found.Groups.ShouldAllBe(group => group.Accuracy.Sd < 1e-9 && Math.Abs(group.Accuracy.Mean - (90 + (2 * group.Depth) - (3 * group.Width))) < 1e-9);
    }

    [Fact]
    public void Every_cell_with_three_convolutions_is_in_one_group_or_has_no_depth()
    {
        DepthWidthAccuracy found = DepthWidthAccuracy.Of("made-up", Cells((_, _) => 50));

        // Twenty choices of three edges out of six, two convolutions on each of them, three other operations on the rest.
        (found.Count + found.WithoutDepth).ShouldBe(20 * 8 * 27);
        found.Groups.Sum(group => group.Accuracy.Count).ShouldBe(found.Count);
        found.Groups.Select(group => (group.Depth, group.Width)).Distinct().Count().ShouldBe(found.Groups.Length);
        found.MultipleCorrelation.ShouldBeNull();
        (int Count, int Without, int Groups) listed = Listed();
        (found.Count, found.WithoutDepth, found.Groups.Length).ShouldBe(listed);
    }

    [Fact]
    public void The_correlation_is_that_of_least_squares_on_the_real_table()
    {
        RawTable table = RawTable.LoadOrSkip();
        NasBench201Cell[] cells = [.. table.Text("arch").Select(NasBench201Cell.Parse)];
        foreach (string column in new[] { "c10_test_200", "c100_test_200", "in16_test_200" })
        {
            double[] accuracies = table.Doubles(column);
            DepthWidthAccuracy found = DepthWidthAccuracy.Of(column, cells.Zip(accuracies, (cell, accuracy) => ((IArchitecture)cell, accuracy)));
            (double[] Depths, double[] Widths, double[] Values) points = Points(cells, accuracies);
            found.MultipleCorrelation!.Value.ShouldBe(LeastSquares(points.Depths, points.Widths, points.Values), 1e-9);
            found.GroupCorrelation!.Value.ShouldBe(
                LeastSquares(
                    [.. found.Groups.Select(group => group.Depth)],
                    [.. found.Groups.Select(group => group.Width)],
                    [.. found.Groups.Select(group => group.Accuracy.Mean)]),
                1e-9);
        }
    }

    [Fact]
    public void Any_number_of_convolutions_can_be_taken()
    {
        DepthWidthAccuracy all = DepthWidthAccuracy.Of("made-up", Cells((depth, _) => depth), convolutions: null);
        (all.Count + all.WithoutDepth).ShouldBe(15_625);
        all.Groups.Max(group => group.Depth).ShouldBe(3);
        all.Groups.Max(group => group.Width).ShouldBe(4);
    }

    [Fact]
    public void Too_few_cells_are_refused()
    {
        var few = Cells((_, _) => 1).Take(40);
        Should.Throw<AnalysisException>(() => DepthWidthAccuracy.Of("made-up", few, 6)).Message
            .ShouldBe("0 of the cells have 6 convolutions, one of them on a path; at least 10 are needed");
    }

    private static IEnumerable<(IArchitecture Architecture, double Accuracy)> Cells(Func<double, double, double> accuracy) =>
        from cell in AllCells.InPlainOrder()
        let paths = PathStatistics.Of(cell.ToGraph())!
        select ((IArchitecture)cell, accuracy(paths.EffectiveDepth, paths.EffectiveWidth));

    // The paths of a cell, one by one: 0-3, 0-1-3, 0-2-3, 0-1-2-3, as places of the arch string.
    private static (int Paths, int Parameterized, int Depth) Plain(NasBench201Cell cell)
    {
        int[][] paths = [[3], [0, 4], [1, 5], [0, 2, 5]];
        int[][] open = [.. paths.Where(path => path.All(edge => cell.Operations[edge] != NasBench201Operation.None))];
        int[] depths = [.. open.Select(path => path.Count(edge => cell.Operations[edge].IsConvolution()))];
        return (open.Length, depths.Count(depth => depth > 0), depths.Sum());
    }

    private static IEnumerable<NasBench201Cell> OfThree(IEnumerable<NasBench201Cell> cells) =>
        cells.Where(cell => cell.Operations.Count(operation => operation.IsConvolution()) == 3);

    private static (int Count, int Without, int Groups) Listed()
    {
        (int Paths, int Parameterized, int Depth)[] all = [.. OfThree(AllCells.InPlainOrder()).Select(Plain)];
        (int Paths, int Parameterized, int Depth)[] deep = [.. all.Where(item => item.Depth > 0)];

        // Depth d/p and width q p/d as fractions of 12 and of the smallest common multiple of all depths.
        int groups = deep.Select(item => (item.Depth * 12 / item.Paths, item.Parameterized * item.Paths * 5040 / item.Depth)).Distinct().Count();
        return (deep.Length, all.Length - deep.Length, groups);
    }

    private static (double[] Depths, double[] Widths, double[] Values) Points(NasBench201Cell[] cells, double[] accuracies)
    {
        var rows = cells.Zip(accuracies).Where(pair => pair.First.Operations.Count(operation => operation.IsConvolution()) == 3)
            .Select(pair => (Shape: Plain(pair.First), pair.Second)).Where(row => row.Shape.Depth > 0).ToArray();
        return (
            [.. rows.Select(row => (double)row.Shape.Depth / row.Shape.Paths)],
            [.. rows.Select(row => (double)row.Shape.Parameterized * row.Shape.Paths / row.Shape.Depth)],
            [.. rows.Select(row => row.Second)]);
    }

    // R² = 1 - residual / total, with the plane from the normal equations of the centred columns.
    private static double LeastSquares(double[] depths, double[] widths, double[] values)
    {
        double[] d = Centred(depths), w = Centred(widths), y = Centred(values);
        (double dd, double ww, double dw, double dy, double wy, double yy) = (Dot(d, d), Dot(w, w), Dot(d, w), Dot(d, y), Dot(w, y), Dot(y, y));
        double determinant = (dd * ww) - (dw * dw);
        double a = ((dy * ww) - (wy * dw)) / determinant;
        double b = ((wy * dd) - (dy * dw)) / determinant;
        double residual = y.Select((value, i) => Math.Pow(value - (a * d[i]) - (b * w[i]), 2)).Sum();
        return Math.Sqrt(1 - (residual / yy));
    }

    private static double[] Centred(double[] values)
    {
        double mean = values.Average();
        return [.. values.Select(value => value - mean)];
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();
}
