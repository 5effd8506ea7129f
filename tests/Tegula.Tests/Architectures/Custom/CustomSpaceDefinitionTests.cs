using System.Collections.Immutable;
using Tegula.Architectures.Custom;

namespace Tegula.Tests.Architectures.Custom;

public sealed class CustomSpaceDefinitionTests
{
    private static readonly CustomOperation[] TwoOperations = [new("skip", "identity"), new("conv", "convolution", ("kernel", 5))];

    [Fact]
    public void The_canonical_text_is_read_back_and_written_again()
    {
        foreach (CustomSpaceDefinition definition in new[] { CustomDefinitions.NasBench201, CustomDefinitions.Full, CustomDefinitions.Small })
        {
            CustomSpaceDefinition again = CustomSpaceReader.Parse(definition.ToYaml(), "canonical.yaml");
            again.ShouldBe(definition);
            again.ToYaml().ShouldBe(definition.ToYaml());
            again.Id.ShouldBe(definition.Id);
            again.Constraints.MaxParameters.ShouldBe(definition.Constraints.MaxParameters);
        }
    }

    [Fact]
    public void The_canonical_text_says_everything_in_one_way() => CustomDefinitions.Full.ToYaml().ShouldBe(
        """
        name: Full-1
        cell:
          nodes: 5
          edges:
            - [0, 1]
            - {from: 0, to: 2, operations: [skip, conv]}
            - [1, 2]
            - {from: 0, to: 3, operations: [none, sep, mobile]}
            - [2, 3]
          output: concatenate
        operations:
          none: {type: none}
          skip: {type: identity}
          conv: {type: convolution, dilation: 2, groups: 2, kernel: 5}
          sep: {type: separable-convolution, dilation: 1, kernel: 3, repeats: 1}
          mobile: {type: inverted-residual, expansion: 4, kernel: 3}
          max: {type: max-pool, kernel: 3}
        skeleton:
          channels: 8
          stages: 2
          cells: 3
          growth: 3
          reduction: convolution
          stem: {kernel: 5, stride: 2}
          image: 1x28x36
          classes: 7
        constraints:
          max-params: 500000
          max-macs: 900000000
          at-least: {sep: 1}
          at-most: {max: 2, mobile: 1}
          min-depth: 0.5
          max-depth: 3
          min-width: 0.25
          max-width: 6.5

        """);

    [Fact]
    public void The_id_is_the_name_and_a_hash_of_the_meaning()
    {
        CustomDefinitions.Small.Id.ShouldMatch("^small@[0-9a-f]{8}$");
        CustomSpaceReader.Parse("# a remark\n" + CustomDefinitions.SmallText, "x").Id.ShouldBe(CustomDefinitions.Small.Id);
        CustomSpaceReader.Parse(CustomDefinitions.SmallText.Replace("channels: 4", "channels: 5", StringComparison.Ordinal), "x").Id
            .ShouldNotBe(CustomDefinitions.Small.Id);
    }

    [Fact]
    public void The_order_of_keys_leaves_the_id_alone_but_that_of_operations_does_not()
    {
        Reordered("channels: 4, stages: 2", "stages: 2, channels: 4").ShouldBe(CustomDefinitions.Small.Id);
        Reordered("none: none, skip: identity", "skip: identity, none: none").ShouldNotBe(CustomDefinitions.Small.Id);

        static string Reordered(string keys, string others) =>
            CustomSpaceReader.Parse(CustomDefinitions.SmallText.Replace(keys, others, StringComparison.Ordinal), "x").Id;
    }

    [Fact]
    public void A_definition_made_in_code_is_the_one_of_the_file()
    {
        var small = new CustomSpaceDefinition(
            "small",
            new CustomCellShape(3),
            [new("none", "none"), new("skip", "identity"), new("conv3", "convolution")],
            new CustomSkeleton { Channels = 4, Stages = 2, Cells = 1 });

        small.ShouldBe(CustomDefinitions.Small);
        small.GetHashCode().ShouldBe(CustomDefinitions.Small.GetHashCode());
    }

    [Fact]
    public void A_fault_in_code_names_the_part_without_a_file()
    {
        CustomSpaceException exception = Should.Throw<CustomSpaceException>(
            () => new CustomSpaceDefinition("a", new(3) { Edges = [new(0, 1), new(2, 1), new(1, 2)] }, TwoOperations));

        exception.Message.ShouldBe("cell.edges[1]: the edge from 2 to 1 would make a cycle; edges lead from a node to a later one: from 1 to 2");
        exception.File.ShouldBeNull();
        exception.Line.ShouldBe(0);
    }

    [Fact]
    public void Two_operations_of_one_name_and_none_at_all_are_refused()
    {
        Should.Throw<CustomSpaceException>(() => new CustomSpaceDefinition("a", new(2), [.. TwoOperations, new("skip", "none")])).Message
            .ShouldBe("operations.skip: there are two operations named 'skip'; give each a name of its own");
        Should.Throw<CustomSpaceException>(() => new CustomSpaceDefinition("a", new(2), [])).Message
            .ShouldBe("operations: there are 0 operations; a space has from 1 to 30");
        Should.Throw<CustomSpaceException>(
                () => new CustomSpaceDefinition(
                    "a", new(2), TwoOperations, null, new() { AtMost = ImmutableSortedDictionary<string, int>.Empty.Add("x", 1) })).Message
            .ShouldStartWith("constraints.at-most.x: 'x' is no operation of this space");
    }
}
