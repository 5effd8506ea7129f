using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Compute;

namespace Tegula.Tests.Architectures.Custom;

public sealed class CustomComputationTests
{
    /// <summary>All 15,625 cells: the same operations on the same sums, in the same order, under the same key.</summary>
    [Fact]
    public void A_spelled_cell_has_the_computation_of_NAS_Bench_201()
    {
        var keys = new HashSet<string>();
        foreach (NasBench201Cell cell in AllCells.InPlainOrder())
            keys.Add(ShouldBeEqual(CustomComputation.Of(CustomDefinitions.Spelled(cell)), CellComputation.Of(cell)));

        keys.Count.ShouldBe(AllCells.InPlainOrder().Select(cell => CellComputation.Of(cell).Key).Distinct().Count());
    }

    [Fact]
    public void A_spelled_supernet_has_the_computation_of_NAS_Bench_201()
    {
        foreach (NasBench201Supernet supernet in RandomSupernets.Draw(300, 5).Append(NasBench201Supernet.Whole))
            ShouldBeEqual(CustomComputation.Of(CustomDefinitions.Spelled(supernet)), CellComputation.Of(supernet));
    }

    [Fact]
    public void Joined_nodes_without_input_are_left_out_and_their_order_does_not_matter()
    {
        CustomSpaceDefinition joined = CustomSpaceReader.Parse(
            """
            name: joined
            cell: {nodes: 4, edges: [[0, 1], [0, 2], [1, 2]], output: concatenate}
            operations: {none: none, skip: identity, c1: {type: convolution, kernel: 1}, c3: convolution}
            """,
            "x");

        Key("|none~0|+|none~0|none~1|").ShouldBe("> zero");
        Key("|none~0|+|c3~0|skip~1|").ShouldBe("c3(0) > 1");
        Key("|skip~0|+|none~0|skip~1|").ShouldBe("> 0 | 0");
        Key("|c1~0|+|c3~0|none~1|").ShouldBe(Key("|c3~0|+|c1~0|none~1|"));
        Key("|c3~0|+|none~0|c3~1|").ShouldNotBe(Key("|c3~0|+|c3~0|none~1|"));

        string Key(string text) => CustomComputation.Of(CustomCell.Parse(joined, text)).Key;
    }

    /// <summary>Skips copy sums: written out, the last of 16 nodes would have 16,384 terms.</summary>
    [Fact]
    public void Deep_cells_and_the_largest_supernet_stay_small()
    {
        string operations = string.Join(", ", Enumerable.Range(0, 28).Select(index => $"c{index}: {{type: convolution, kernel: {1 + (2 * (index % 8))}}}"));
        CustomSpaceDefinition deep = CustomSpaceReader.Parse($"name: deep\ncell: {{nodes: 16}}\noperations: {{none: none, skip: identity, {operations}}}", "x");

        var skips = CustomComputation.Of(new CustomCell(deep, Enumerable.Repeat(1, deep.Edges.Length)));
        skips.Values.Max(value => value.Length).ShouldBeLessThan(200);
        skips.Operations.ShouldAllBe(step => step.IsSum);
        PathsOf(skips).ShouldBe(16_384);

        var convolutions = CustomComputation.Of(new CustomCell(deep, Enumerable.Repeat(2, deep.Edges.Length)));
        convolutions.Operations.Count(step => !step.IsSum).ShouldBe(120);
        var whole = CustomComputation.Of(CustomSupernet.Whole(deep));
        whole.Operations.Count(step => !step.IsSum).ShouldBe(120 * 28);
        whole.Key.Length.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void A_supernet_of_one_cell_has_the_computation_of_the_cell()
    {
        var random = new RandomStream(6, "test");
        for (int i = 0; i < 300; i++)
        {
            var cell = new CustomCell(
                CustomDefinitions.Full, CustomDefinitions.Full.Candidates.Select(edge => edge[random.NextInt(edge.Length)]));
            CustomComputation.Of(CustomSupernet.Of(cell)).ShouldBe(CustomComputation.Of(cell));
        }
    }

    private static string ShouldBeEqual(CustomComputation spelled, CellComputation original)
    {
        spelled.Key.ShouldBe(original.Key);
        spelled.DependsOnInput.ShouldBe(original.DependsOnInput);
        if (!original.DependsOnInput)
            return spelled.Key;
        spelled.HasWeights.ShouldBe(original.HasParameters);
        spelled.Operations.Select(step => (step.Operation, step.Source)).ShouldBe(original.Operations.Select(step => ((int)step.Kind, step.Source)));
        spelled.Values.Select(value => string.Join('+', value)).ShouldBe(original.Values.Select(value => string.Join('+', value)));
        spelled.Outputs.Length.ShouldBe(1);
        spelled.Values[spelled.Outputs[0]].ShouldBe(original.Values[^1]);
        return spelled.Key;
    }

    private static long PathsOf(CustomComputation computation)
    {
        List<long> paths = [1];
        foreach (CustomStep step in computation.Operations)
            paths.Add(computation.Values[step.Source].Sum(term => paths[term.Operation]));
        return computation.Values[computation.Outputs[0]].Sum(term => paths[term.Operation]);
    }
}
