using Tegula.Architectures.Custom;
using Tegula.Compute;
using Tegula.Spaces.Custom;
using Tegula.Spaces.Custom.Internals;
using Tegula.Tests.Architectures.Custom;

namespace Tegula.Tests.Spaces.Custom.Internals;

public sealed class CountedCellsTests
{
    private const string Edges =
        "name: a\ncell: {nodes: 4, edges: [[0, 1], {from: 0, to: 2, operations: [s, c]}, [1, 2], {from: 2, to: 3, operations: [c, p]}]}\n"
        + "operations: {n: none, s: identity, c: convolution, p: max-pool}\nconstraints: ";

    /// <summary>Expected: every tuple, looked at.</summary>
    [Theory]
    [InlineData("{at-least: {c: 1}}")]
    [InlineData("{at-least: {c: 2, p: 1}}")]
    [InlineData("{at-most: {c: 0}}")]
    [InlineData("{at-most: {c: 1, s: 1}}")]
    [InlineData("{at-least: {c: 1}, at-most: {c: 2, n: 1, p: 1}}")]
    public void The_cells_that_keep_to_the_numbers_are_counted_and_each_is_drawn_as_often(string constraints)
    {
        CustomSpaceDefinition definition = CustomSpaceReader.Parse(Edges + constraints, "x");
        string[] all = [.. new CustomSpace(definition).Enumerate().Select(cell => cell.ToString())];
        CountedCells cells = CountedCells.Of(definition).ShouldNotBeNull();

        cells.Count.ShouldBe(all.Length);
        var random = new RandomStream(7, "test");
        Dictionary<string, int> drawn = Enumerable.Range(0, 500 * all.Length).Select(_ => new CustomCell(definition, cells.Draw(random)).ToString())
            .CountBy(text => text).ToDictionary();
        drawn.Keys.Order().ShouldBe(all.Order());

        // The mean of chi squared is its degrees of freedom f, its deviation the root of 2 f.
        double freedom = all.Length - 1;
        drawn.Values.Sum(count => Math.Pow(count - 500, 2) / 500).ShouldBeLessThan(freedom + (4 * Math.Sqrt(2 * freedom)) + 1);
    }

    [Fact]
    public void Nothing_is_counted_where_no_number_binds()
    {
        CountedCells.Of(CustomSpaceReader.Parse(Edges + "{at-least: {c: 0}, at-most: {c: 4}, max-depth: 3}", "x")).ShouldBeNull();
        CountedCells.Of(CustomDefinitions.NasBench201).ShouldBeNull();
    }

    [Fact]
    public void Numbers_that_contradict_each_other_leave_no_cell() =>
        CountedCells.Of(CustomSpaceReader.Parse(Edges + "{at-most: {c: 0, p: 0}}", "x")).ShouldNotBeNull().Count.ShouldBe(0);

    /// <summary>Expected: of 120 edges those 60 to 120 that carry one of two operations, half of 2^120 and half the cells of the middle.</summary>
    [Fact]
    public void The_cells_of_a_large_space_are_counted()
    {
        CustomSpaceDefinition definition = CustomSpaceReader.Parse(
            "name: a\ncell: {nodes: 16}\noperations: {s: identity, c: convolution}\nconstraints: {at-least: {c: 60}}", "x");
        double middle = 1;
        for (int edge = 1; edge <= 60; edge++)
            middle = middle * (60 + edge) / edge;

        CountedCells.Of(definition).ShouldNotBeNull().Count.ShouldBe((Math.Pow(2, 120) + middle) / 2, 1e-9 * Math.Pow(2, 120));
    }
}
