using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces;
using Tegula.Tests.Architectures;
using Tegula.Topology;

namespace Tegula.Tests.Spaces;

public sealed class DepthWidthFilterTests
{
    private static readonly NasBench201Space Space = NasBench201Space.Instance;

    [Fact]
    public void Depth_and_width_of_NAS_Bench_201_reach_as_far_as_the_paper_says()
    {
        DepthWidthExtent extent = DepthWidthFilter.Of(Space).Extent;

        extent.Outer.ShouldBe(new(0.25, 3, 1 / 3.0, 4));
        extent.CentreDepth.ShouldBe(1.625);
        extent.CentreWidth.ShouldBe(13 / 6.0, 1e-15);
        (extent.RadiusDepth / 2).ShouldBe(0.6875);
        (extent.RadiusWidth / 2).ShouldBe(11 / 12.0, 1e-15);
    }

    [Fact]
    public void The_bounds_of_the_reference_code_keep_8226_cells()
    {
        DepthWidthFilter filter = DepthWidthFilter.Of(Space, new DepthWidthRegion(0.99, 2.51, 0.99, 3.01));

        (filter.Kept, filter.Total).ShouldBe((8_226, 15_625));
    }

    [Fact]
    public void The_cells_kept_are_those_that_it_keeps()
    {
        DepthWidthFilter filter = DepthWidthFilter.Of(Space);

        Space.Enumerate().LongCount(filter.Keeps).ShouldBe(filter.Kept);
        (filter.Region.MinDepth, filter.Region.MaxDepth, filter.Region.MinWidth).ShouldBe((0.9375, 2.3125, 1.25));
        filter.Region.MaxWidth.ShouldBe(37 / 12.0, 1e-15);
    }

    [Fact]
    public void A_larger_fraction_keeps_more_and_the_whole_radius_keeps_every_cell_with_depth()
    {
        long[] kept = [.. new[] { 0.25, 0.5, 0.75, 1 }.Select(fraction => DepthWidthFilter.Of(Space, fraction).Kept)];

        kept.ShouldBeInOrder();
        kept[^1].ShouldBe(Space.ConnectivityClasses().Count(item => item.Paths.TotalDepth > 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_fraction_outside_0_to_1_is_refused(double fraction) =>
        Should.Throw<ArgumentOutOfRangeException>(() => DepthWidthFilter.Of(Space, fraction)).Message.ShouldContain("above 0 and at most 1");

    [Fact]
    public void A_border_that_a_cell_meets_exactly_belongs_to_the_region()
    {
        var third = new PathStatistics(1, 1, 3, 3, 3);

        new DepthWidthRegion(3, 3, 1 / 3.0, 1 / 3.0).Contains(third).ShouldBeTrue();
        new DepthWidthRegion(3.001, 4, 0, 1).Contains(third).ShouldBeFalse();
        new DepthWidthRegion(0, 9, 0, 9).Contains((PathStatistics?)null).ShouldBeFalse();
    }

    [Fact]
    public void A_filtered_space_draws_and_mutates_only_what_is_kept_and_counts_the_rest()
    {
        DepthWidthFilter filter = DepthWidthFilter.Of(Space);
        var space = new FilteredSpace<NasBench201Cell>(Space, filter.Keeps);
        var random = new RandomStream(1, "test");
        NasBench201Cell cell = space.Sample(random);
        int draws = 0;
        for (int step = 0; step < 1_000; step++, draws += 2)
        {
            filter.Keeps(space.Sample(random)).ShouldBeTrue();
            filter.Keeps(cell = space.Mutate(cell, random)).ShouldBeTrue();
        }

        // Of random cells the filter keeps Kept of Total; of the neighbours of kept cells it keeps more.
        double turnedAway = space.TurnedAway / (double)(space.TurnedAway + draws);
        turnedAway.ShouldBeInRange(0.2, 1 - ((double)filter.Kept / filter.Total) + 0.03);
        space.Count.ShouldBe(filter.Kept);
        space.Enumerate().Count().ShouldBe((int)filter.Kept);
    }

    [Fact]
    public void A_supernet_is_kept_by_the_mean_paths_of_its_cells()
    {
        DepthWidthFilter filter = DepthWidthFilter.Of(Space);
        int kept = 0;
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(300, 5))
        {
            PathStatistics[] cells = [.. RandomSupernets.CellsOf(supernet).Select(cell => PathStatistics.Of(cell.ToGraph())!)];
            double depth = cells.Average(cell => cell.Paths) is var paths and > 0 ? cells.Average(cell => (double)cell.TotalDepth) / paths : 0;
            double width = depth > 0 ? cells.Average(cell => cell.ParameterizedPaths) / depth : 0;
            filter.Keeps(supernet).ShouldBe(filter.Region.Contains(depth, width), supernet.ToString());
            kept += filter.Keeps(supernet) ? 1 : 0;
        }

        kept.ShouldBeInRange(10, 290);
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
            filter.Keeps(NasBench201Supernet.Of(cell)).ShouldBe(filter.Keeps(cell));
    }

    [Fact]
    public void A_DARTS_supernet_of_one_genotype_is_kept_where_the_genotype_is()
    {
        DepthWidthFilter filter = DepthWidthFilter.Of(DartsSpace.Instance);
        var random = new RandomStream(6, "test");
        for (int i = 0; i < 300; i++)
        {
            DartsGenotype genotype = DartsSpace.Instance.Sample(random);
            filter.Keeps(DartsSupernet.Of(genotype)).ShouldBe(filter.Keeps(genotype));
        }
    }

    [Fact]
    public void A_filter_that_keeps_nothing_ends_with_a_clear_error() =>
        Should.Throw<InvalidOperationException>(() => new FilteredSpace<NasBench201Cell>(Space, _ => false).Sample(new(0, "test"))).Message
            .ShouldContain("keeps none of 100000 random architectures of space 'nas-bench-201'");
}
