using Tegula.Architectures;
using Tegula.Topology;

namespace Tegula.Tests.Architectures;

public sealed class PublishedCellsTests
{
    /// <summary>Fig. 1 of 002_18e5d33089871091.txt: depth and width of the normal cells.</summary>
    [Theory]
    [InlineData("darts", 3, 3.5)]
    [InlineData("darts-v1", 3, 3.5)]
    [InlineData("enas", 2, 5)]
    [InlineData("amoebanet", 4, 4)]
    [InlineData("nasnet", 2, 5)]
    [InlineData("snas", 2, 4)]
    public void Depth_and_width_are_those_of_the_paper(string id, int depth, double width)
    {
        PublishedCells.TryGet(id, out PublishedCell? cell).ShouldBeTrue();

        CellShape.Of(cell.Genotype.ToGraph()).ShouldBe(new(depth, width));
        cell.Genotype.Normal.UnusedNodes.ShouldBeEmpty();
        cell.Genotype.Reduce.UnusedNodes.ShouldBeEmpty();
    }

    [Fact]
    public void Their_genotypes_are_those_of_the_goldens()
    {
        string[] rows = [.. DartsGoldens.Genotypes.Where(row => !row.Cell.StartsWith("random", StringComparison.Ordinal)).Select(row => row.Genotype)];

        PublishedCells.All.Select(cell => cell.Genotype.ToString()).ShouldBe(rows);
    }

    [Fact]
    public void Every_id_is_listed_and_an_unknown_one_is_not_found()
    {
        PublishedCells.Ids.ShouldBe("darts, darts-v1, enas, amoebanet, nasnet, snas");
        PublishedCells.TryGet("pnas", out _).ShouldBeFalse();
        PublishedCells.TryGet(null, out _).ShouldBeFalse();
    }
}
