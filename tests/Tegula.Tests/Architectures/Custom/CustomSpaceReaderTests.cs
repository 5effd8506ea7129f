using Tegula.Architectures.Custom;
using Tegula.Compute;

namespace Tegula.Tests.Architectures.Custom;

public sealed class CustomSpaceReaderTests
{
    private const string Valid = CustomDefinitions.FullText;

    [Fact]
    public void Every_key_reaches_the_definition()
    {
        CustomSpaceDefinition full = CustomDefinitions.Full;

        full.Name.ShouldBe("Full-1");
        full.Cell.Nodes.ShouldBe(5);
        full.Cell.Output.ShouldBe(CellOutput.Concatenate);
        full.Edges.Select(edge => $"{edge.Source}>{edge.Target} {string.Join(',', edge.Operations)}").ShouldBe(
        [
            "0>1 none,skip,conv,sep,mobile,max",
            "0>2 skip,conv",
            "1>2 none,skip,conv,sep,mobile,max",
            "0>3 none,sep,mobile",
            "2>3 none,skip,conv,sep,mobile,max",
        ]);
        full.Operations.Select(operation => $"{operation.Name}={operation.Type}[{string.Join(' ', operation.Settings)}]").ShouldBe(
        [
            "none=none[]",
            "skip=identity[]",
            "conv=convolution[(dilation, 2) (groups, 2) (kernel, 5)]",
            "sep=separable-convolution[(dilation, 1) (kernel, 3) (repeats, 1)]",
            "mobile=inverted-residual[(expansion, 4) (kernel, 3)]",
            "max=max-pool[(kernel, 3)]",
        ]);
        full.Skeleton.ShouldBe(new()
        {
            Channels = 8,
            Stages = 2,
            Cells = 3,
            Growth = 3,
            Reduction = ReductionKind.Convolution,
            StemKernel = 5,
            StemStride = 2,
            Image = new TensorShape(1, 28, 36),
            Classes = 7,
        });
        (full.Constraints.MaxParameters, full.Constraints.MaxMacs).ShouldBe((500_000, 900_000_000));
        full.Constraints.AtLeast.ShouldBe([new("sep", 1)]);
        full.Constraints.AtMost.ShouldBe([new("max", 2), new("mobile", 1)]);
        (full.Constraints.MinDepth, full.Constraints.MaxDepth, full.Constraints.MinWidth, full.Constraints.MaxWidth).ShouldBe((0.5, 3, 0.25, 6.5));
    }

    [Fact]
    public void What_is_left_out_has_the_defaults_of_NAS_Bench_201()
    {
        CustomDefinitions.NasBench201.Skeleton.ShouldBe(new());
        CustomDefinitions.NasBench201.Constraints.IsEmpty.ShouldBeTrue();
        CustomDefinitions.NasBench201.Cell.Output.ShouldBe(CellOutput.Last);
        CustomDefinitions.NasBench201.Edges.Select(edge => (edge.Source, edge.Target)).ShouldBe([(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)]);
    }

    /// <summary>One change in a valid file, and the one line that it gives.</summary>
    [Theory]
    [InlineData(
        "name: Full-1", "nmae: Full-1", "2:1: 'nmae' is no key of the file; did you mean 'name'? there are name, cell, operations, skeleton, constraints")]
    [InlineData("name: Full-1", "name: 1st", "2:7: '1st' cannot be the name of a space; use letters, digits and dashes, a letter first, at most 40 of them")]
    [InlineData("name: Full-1", "name: [a, b]", "2:1: name is a list; it should be a single value")]
    [InlineData("name: Full-1", "name:", "2:1: name is nothing; it should be a single value")]
    [InlineData("name: Full-1", "# no name", "3:1: the file has no name; it needs one")]
    [InlineData("nodes: 5", "nodes: five", "4:10: nodes is 'five'; it should be a whole number")]
    [InlineData("nodes: 5", "nodes: 17", "4:10: nodes is 17; it has to be from 3 to 16 where inner nodes are concatenated")]
    [InlineData("nodes: 5", "nodes: -5", "4:10: nodes is -5; it has to be from 3 to 16 where inner nodes are concatenated")]
    [InlineData("nodes: 5", "nodes: 99999999999999999999", "4:10: nodes is '99999999999999999999'; it should be a whole number of reasonable size")]
    [InlineData("nodes: 5", "nodes: 6", "5:3: no edge leads to node 4; give it one from an earlier node")]
    [InlineData("- [0, 1]", "- [0, 9]", "6:7: there is no node 9; nodes are numbered from 0 to 4")]
    [InlineData("- [0, 1]", "- [1, 0]", "6:7: the edge from 1 to 0 would make a cycle; edges lead from a node to a later one: from 0 to 1")]
    [InlineData("- [0, 1]", "- [1, 1]", "6:7: the edge from 1 to 1 would make a cycle; an edge leads to a later node")]
    [InlineData("- [0, 1]", "- [0, 4]", "6:7: an edge leads to the output 4, which concatenates the inner nodes; leave it out, or set output to last")]
    [InlineData("- [0, 1]", "- [0, 1, 2]", "6:7: an edge is a list of 3; it should be two nodes, such as [0, 1]")]
    [InlineData("- [0, 1]", "- 01", "6:7: an edge is a single value; it should be [0, 1], or {from: 0, to: 1, operations: [...]}")]
    [InlineData("- [2, 3]", "- [0, 1]", "9:7: the edge from 0 to 1 is given twice; give it once")]
    [InlineData("from: 0, to: 2", "from: 0, too: 2", "7:17: 'too' is no key of cell.edges[1]; did you mean 'to'? there are from, to, operations")]
    [InlineData(
        "[skip, conv]", "[skip, cnov]", "7:43: 'cnov' is no operation of this space; did you mean 'conv'? there are none, skip, conv, sep, mobile, max")]
    [InlineData("[skip, conv]", "[]", "7:24: the edge from 0 to 2 can carry nothing; give it at least one operation, none to cut it")]
    [InlineData("[skip, conv]", "[skip, skip]", "7:43: 'skip' stands twice on the edge from 0 to 2; give it once")]
    [InlineData("output: concatenate", "output: concat", "11:11: 'concat' is no value of output; there are last, concatenate")]
    [InlineData("output: concatenate", "output: last", "5:3: no edge leaves node 3, so that nothing uses it; give it one to a later node")]
    [InlineData("skip: identity", "skip: idenity", "14:9: 'idenity' is no type of operation; did you mean 'identity'? there are none, identity, convolution")]
    [InlineData("skip: identity", "none: identity", "14:3: 'none' stands here a second time, first on line 13; give each key once")]
    [InlineData(
        "skip: identity",
        "sk|p: identity",
        "14:9: 'sk|p' cannot be the name of an operation; use letters, digits, dashes and underscores, a letter first, at most 40 of them")]
    [InlineData("kernel: 5, dil", "kernel: 4, dil", "15:37: kernel is 4; it has to be an odd whole number from 1 to 15")]
    [InlineData(
        "kernel: 5, dil",
        "kernal: 5, dil",
        "15:37: 'kernal' is no parameter of 'convolution'; did you mean 'kernel'? there are type, kernel, dilation, groups")]
    [InlineData("kernel: 5, dil", "kernel: wide, dil", "15:37: kernel is 'wide'; it should be a number")]
    [InlineData("groups: 2", "groups: 1e400", "15:61: groups is '1e400'; it should be a number")]
    [InlineData("groups: 2", "groups: 3", "15:61: groups is 3; it has to divide the channels of every stage, and stage 1 has 8")]
    [InlineData("channels: 8", "channels: 0", "20:13: channels is 0; it has to be from 1 to 2048")]
    [InlineData("channels: 8", "channels: 1024", "19:1: the last stage would have 3072 channels; at most 2048 are possible: lower channels, growth or stages")]
    [InlineData("reduction: convolution", "reduction: none", "24:14: 'none' is no value of reduction; there are residual-block, pool, convolution")]
    [InlineData("stride: 2", "stride: 3", "25:29: stride is 3; it has to be 1, 2 or 4")]
    [InlineData(
        "image: 1x28x36",
        "image: 1x28x35",
        "26:10: images of 28x35 do not fit: the network divides rows and columns by 4, so that both must be multiples of it")]
    [InlineData("image: 1x28x36", "image: 28", "26:10: image is '28'; it should be channels, rows and columns, such as 3x32x32")]
    [InlineData("max-params: 0.5M", "max-params: much", "29:15: max-params is 'much'; it should be a whole number, such as 1500000, 1500k or 1.5M")]
    [InlineData("max-params: 0.5M", "max-params: 1.5", "29:15: max-params is '1.5'; it should be a whole number, such as 1500000, 1500k or 1.5M")]
    [InlineData("{sep: 1}", "{sap: 1}", "31:19: 'sap' is no operation of this space; did you mean 'sep'? there are none, skip, conv, sep, mobile, max")]
    [InlineData("{sep: 1}", "{sep: 5}", "31:19: at least 5 edges are to carry 'sep', and only 4 can")]
    [InlineData("{sep: 1}", "{sep: 3, max: 3}", "31:27: at least 3 and at most 2 edges are to carry 'max'; no cell does both")]
    [InlineData("{sep: 1}", "{sep: 4, conv: 2}", "31:3: 6 edges are asked for, and a cell has 5")]
    [InlineData("{sep: 1}", "{sep: -1}", "31:19: sep is -1; a number of edges is at least 0")]
    [InlineData("min-depth: 0.5", "min-depth: 9", "33:14: min-depth is 9 and max-depth is 3; no cell lies between")]
    [InlineData("max-depth: 3", "max-depth: .nan", "34:14: max-depth is '.nan'; it should be a number")]
    [InlineData("min-width: 0.25", "min-width: -1", "35:14: min-width is -1; it has to be a number from 0 on")]
    [InlineData("max-params: 0.5M", "max-params: 2k", "29:15: max-params is 2000; the smallest network of this space has ")]
    [InlineData("max-macs: 900M", "max-macs: 10", "30:13: max-macs is 10; the cheapest network of this space takes ")]
    public void A_fault_is_shown_where_it_stands(string part, string instead, string expected)
    {
        Valid.Split(part).Length.ShouldBe(2, "the part stands once in the valid file");

        Fault(Valid.Replace(part, instead, StringComparison.Ordinal)).ShouldStartWith("own.yaml:" + expected);
    }

    [Theory]
    [InlineData("", "1:1: the file is empty; it should define a space, beginning with its name")]
    [InlineData("# nothing", "1:1: the file is empty; it should define a space, beginning with its name")]
    [InlineData("name", "1:1: the file is a single value; it should be a mapping with the keys name, cell, operations, skeleton, constraints")]
    [InlineData("name: a\n---\nname: b", "2:1: a second document begins here; a file defines one space")]
    [InlineData("name: &a x\ncell: *a", "1:7: an anchor (&) stands here; write values out wherever they are used")]
    [InlineData("name: *a", "1:7: an alias (*) stands here; write the value out")]
    [InlineData("name: !!int 3", "1:7: a tag (!) stands here; values have none")]
    [InlineData("name: a\ncell:\n\tnodes: 3", "3:1: a tab stands in the indentation; YAML wants blanks")]
    [InlineData("name: a\0b", "1:8: the character U+0000 stands here; the file should be text")]
    [InlineData("{[a]: b}", "1:2: a key is a list; keys are names")]
    [InlineData("name: [a", "1:9: this is no YAML: ")]
    [InlineData("name: 'a", "1:7: this is no YAML: ")]
    [InlineData("cell: {nodes: 3", "1:16: this is no YAML: ")]
    public void What_is_not_a_file_of_a_space_is_refused(string text, string expected) => Fault(text).ShouldStartWith("own.yaml:" + expected);

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_change_nothing() =>
        CustomSpaceReader.Parse("\uFEFF" + Valid.ReplaceLineEndings("\r\n"), "own.yaml").ShouldBe(CustomDefinitions.Full);

    [Fact]
    public void The_longest_path_bounds_the_depth() =>
        Fault(CustomDefinitions.SmallText + "constraints: {min-depth: 2.5}\n")
            .ShouldBe("own.yaml:5:26: min-depth is 2.5; no path of a cell has more than 2 operations");

    /// <summary>Some 10^17 multiply-accumulates for an operation in a cell of a stage, 120 edges, 64 cells and 8 stages.</summary>
    [Fact]
    public void A_network_that_cannot_be_counted_is_refused()
    {
        const string text =
            """
            name: a
            cell: {nodes: 16}
            operations: {c: {type: convolution, kernel: 15}, d: {type: convolution, kernel: 13}}
            skeleton: {channels: 2048, stages: 8, cells: 64, growth: 1, image: 1024x4096x4096}
            constraints: {max-macs: 1G}
            """;

        Fault(text).ShouldBe("own.yaml:4:1: a network would have more parameters or multiply-accumulates than can be counted, 2^63 - 1: "
            + "lower channels, stages, cells or image");
    }

    [Fact]
    public void An_operation_that_edges_cannot_do_without_has_no_smaller_limit()
    {
        const string text =
            """
            name: a
            cell: {nodes: 3, edges: [[0, 1], {from: 1, to: 2, operations: [c]}]}
            operations: {c: convolution, s: identity}
            constraints: {at-most: {c: 0}}
            """;

        Fault(text).ShouldBe("own.yaml:4:28: at most 0 edges may carry 'c', and 1 can carry nothing else");
        Fault(text.Replace("[1, 2]", "[0, 2]", StringComparison.Ordinal).Replace("from: 1", "from: 0", StringComparison.Ordinal))
            .ShouldBe("own.yaml:2:18: no edge leaves node 1, so that nothing uses it; give it one to a later node");
    }

    private static string Fault(string text)
    {
        CustomSpaceException exception = Should.Throw<CustomSpaceException>(() => CustomSpaceReader.Parse(text, "own.yaml"));
        exception.Message.ShouldNotContain("\n");
        exception.Message.ShouldBe($"{exception.File}:{exception.Line}:{exception.Column}: {exception.Fault}");
        return exception.Message;
    }
}
