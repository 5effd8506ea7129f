using System.Globalization;
using System.Xml.Linq;
using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Drawing;
using Tegula.Tests.Architectures;

namespace Tegula.Tests.Drawing;

public sealed class GraphSvgTests
{
    public static TheoryData<string> Samples => [.. Graphs.Keys];

    private static Dictionary<string, Func<ArchitectureGraph>> Graphs { get; } = new(StringComparer.Ordinal)
    {
        ["DAG#1"] = () => DagArchitecture.Parse("2_02_002").ToGraph(),
        ["DAG#3"] = () => DagArchitecture.Parse("2_21_112").ToGraph(),
        ["full DAG with H = 7"] = () => DagArchitecture.Parse("2_21_212_1212_21212_121212_2121212").ToGraph(),
        ["DARTS"] = SampleGraphs.Darts,
        ["50 blocks"] = () => SampleGraphs.Residual(50, 2),
        ["dense cell of 12 layers"] = () => SampleGraphs.Dense(1, 12),
        ["three dense cells"] = () => SampleGraphs.Dense(3, 12),
        ["chain of 300"] = () => SampleGraphs.Chain(300),
        ["five twins"] = () => SampleGraphs.Parallel(5),
        ["five twins past a node"] = () => SampleGraphs.Parallel(5, bypass: true),
        ["fifty twins"] = () => SampleGraphs.Parallel(50),
        ["fifty twins past a node"] = () => SampleGraphs.Parallel(50, bypass: true),
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_node_and_edge_is_drawn_once_and_nothing_is_in_the_way(string name) => ShouldBeSound(Graphs[name](), name);

    [Fact]
    public void Cells_of_NAS_Bench_201_are_sound()
    {
        foreach (NasBench201Cell cell in AllCells.InPlainOrder().Where((_, index) => index % 23 == 0))
            ShouldBeSound(cell.ToGraph(), cell.ToString());
    }

    [Fact]
    public void Random_DAGs_are_sound()
    {
        var random = new Random(4);
        for (int trial = 0; trial < 300; trial++)
        {
            DagArchitecture dag = SampleGraphs.RandomDag(random, 1 + (trial % 7));
            ShouldBeSound(dag.ToGraph(), dag.ToString());
        }
    }

    [Fact]
    public void Random_DAGs_with_bundled_edges_are_sound()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 40; trial++)
        {
            DagArchitecture dag = SampleGraphs.RandomDag(random, 12 + (trial % 6));
            ShouldBeSound(dag.ToGraph(), dag.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_bytes_are_the_same_every_time_and_in_every_culture(string name)
    {
        string first = GraphSvg.Write(Graphs[name](), name);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var withCommas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (withCommas.NumberFormat.NumberDecimalSeparator, withCommas.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = withCommas;
            GraphSvg.Write(Graphs[name](), name).ShouldBe(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Hostile_names_come_out_as_text()
    {
        const string hostile = "</text><script>alert('1')</script> & \" ]]> \u0001 \ud800 \n tab\t";
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add(hostile, NodeRole.Input);
        int output = builder.Add(hostile + "2", NodeRole.Output);
        builder.Connect(input, output, new(hostile, OperationKind.Pooling));
        var picture = new Picture(GraphSvg.Write(builder.Build(), hostile));
        picture.Elements.ShouldNotContain(element => element.Name.LocalName == "script");
        string expected = hostile.Replace('\u0001', '\uFFFD').Replace('\ud800', '\uFFFD').Replace('\n', ' ').Replace('\t', ' ');
        picture.Document.Root!.Attribute("aria-label")!.Value.ShouldBe(expected);
        picture.Document.Root.Elements().First().Value.ShouldBe(expected);
        picture.Elements.ShouldContain(element => element.Value == $"{expected} → {expected}2: {expected} (pooling)");
    }

    [Fact]
    public void It_stands_alone_and_says_what_it_is()
    {
        string svg = GraphSvg.Write(SampleGraphs.Darts(), "DARTS");
        XElement root = XDocument.Parse(svg).Root!;
        root.Name.ShouldBe(XName.Get("svg", "http://www.w3.org/2000/svg"));
        root.Attribute("role")!.Value.ShouldBe("img");
        root.Attribute("aria-label")!.Value.ShouldBe("DARTS");
        root.Elements().Select(element => element.Name.LocalName).Take(3).ShouldBe(["title", "desc", "style"]);
        root.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct()
            .ShouldBeSubsetOf(["svg", "title", "desc", "style", "g", "rect", "path", "text"]);
        svg.ShouldContain("@media (prefers-color-scheme:dark)");
        svg.ShouldNotContain("url(");
        svg.ShouldNotContain("@import");
        svg.ShouldNotContain("href");
    }

    [Fact]
    public void Tooltips_tell_operation_and_size()
    {
        var picture = new Picture(GraphSvg.Write(SampleGraphs.Residual(1, 2), "block"));
        XElement edge = picture.Elements.Single(element => (string?)element.Attribute("data-edge") == "0");
        Picture.Children(edge, "title").Single().Value
            .ShouldBe("image → block0.conv1: conv 3x3 (convolution), reads 3 channels, 9,216 parameters, 9,437,184 MACs");
        XElement node = picture.Elements.Single(element => (string?)element.Attribute("data-node") == "1");
        Picture.Children(node, "title").Single().Value.ShouldBe("block0.conv1: node, adds its inputs, 64 channels");
    }

    [Fact]
    public void A_long_name_is_broken_at_its_last_dot_so_that_its_end_can_be_read()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("a.b", NodeRole.Input);
        int output = builder.Add("stage2.block1.expand", NodeRole.Output, channels: 96);
        builder.Connect(input, output, SampleGraphs.Convolution);
        var picture = new Picture(GraphSvg.Write(builder.Build(), "names"));
        XElement[] nodes = [.. picture.Elements.Where(element => element.Attribute("data-node") is not null)];
        Picture.Children(nodes[0], "text").Select(text => text.Value).ShouldBe(["a.b"]);
        Picture.Children(nodes[1], "text").Select(text => text.Value).ShouldBe(["stage2.block1", "expand", "96 ch"]);
        double[] baselines = [.. Picture.Children(nodes[1], "text").Select(text => (double)text.Attribute("y")!)];
        baselines.ShouldBeInOrder();
        baselines[0].ShouldBeGreaterThan(picture.Nodes[1].Y + 8);
        baselines[2].ShouldBeLessThan(picture.Nodes[1].Bottom - 3);
    }

    [Fact]
    public void Few_edges_carry_their_operation_and_many_leave_it_to_the_legend()
    {
        var few = new Picture(GraphSvg.Write(SampleGraphs.Parallel(GraphLayout.MaxLabelledEdges - 2), "few"));
        few.Labels.Count.ShouldBe(GraphLayout.MaxLabelledEdges);
        var many = new Picture(GraphSvg.Write(SampleGraphs.Parallel(GraphLayout.MaxLabelledEdges - 1), "many"));
        many.Labels.ShouldBeEmpty();
        foreach (Picture picture in new[] { few, many })
        {
            picture.Text.ShouldContain("convolution: conv 3x3");
            picture.Text.ShouldContain("pooling: avg_pool_3x3");
            picture.Text.ShouldContain("identity: skip_connect");
            picture.Text.ShouldNotContain("linear");
        }
    }

    [Fact]
    public void Links_to_a_concatenation_need_no_label()
    {
        ArchitectureGraph graph = SampleGraphs.Darts();
        int[] labelled = [.. Enumerable.Range(0, graph.Edges.Length).Where(edge => graph.Edges[edge].Operation.Name != "concat")];
        new Picture(GraphSvg.Write(graph, "DARTS")).Labels.Keys.Order().ShouldBe(labelled);
    }

    [Fact]
    public void What_no_path_uses_is_dotted()
    {
        // 1 -> 2 has nothing to read and 0 -> 3 is all that counts.
        NasBench201Cell cell = NasBench201Cell.Parse("|none~0|+|none~0|nor_conv_3x3~1|+|nor_conv_1x1~0|none~1|none~2|");
        var picture = new Picture(GraphSvg.Write(cell.ToGraph(), "cell"));
        string[] Dotted(string attribute) => [.. picture.Elements
            .Where(element => element.Attribute(attribute) is not null && Picture.Classes(element).Contains("tg-unused"))
            .Select(element => element.Attribute(attribute)!.Value)];
        Dotted("data-node").ShouldBe(["1", "2"]);
        Dotted("data-edge").ShouldBe(["0"]);
        picture.Text.ShouldContain("dotted");
    }

    [Fact]
    public void A_network_of_fifty_bottleneck_blocks_stays_small()
    {
        string svg = GraphSvg.Write(SampleGraphs.Residual(50, 3), "ResNet-152");
        svg.Length.ShouldBeLessThan(200_000);
    }

    [Fact]
    public void Hundreds_of_links_stay_small()
    {
        ArchitectureGraph graph = SampleGraphs.Dense(1, 40);
        graph.Edges.Length.ShouldBeGreaterThan(780);
        GraphSvg.Write(graph, "all to all").Length.ShouldBeLessThan(500_000);
    }

    private static void ShouldBeSound(ArchitectureGraph graph, string name)
    {
        var picture = new Picture(GraphSvg.Write(graph, name));
        picture.Nodes.Keys.Order().ShouldBe(Enumerable.Range(0, graph.Nodes.Length), name);
        picture.Lines.Keys.Order().ShouldBe(Enumerable.Range(0, graph.Edges.Length), name);
        picture.Collisions([.. graph.Edges.Select(edge => (edge.Source, edge.Target))]).ShouldBeEmpty(name);
        foreach ((int index, List<(double X, double Y)> points) in picture.Lines)
        {
            GraphEdge edge = graph.Edges[index];
            points.Zip(points.Skip(1)).All(pair => pair.First.X < pair.Second.X).ShouldBeTrue($"{name}, edge {index} runs to the right");
            ShouldTouch(points[^1], [picture.Nodes[edge.Target]], box => box.X, reach: 7, $"{name}, end of edge {index}");
            ShouldTouch(points[0], [picture.Nodes[edge.Source], .. picture.Repeats], box => box.Right, reach: 0.01, $"{name}, start of edge {index}");
        }

        // No two edges share their whole way.
        picture.Lines.Values.Select(points => string.Join(' ', points)).Distinct().Count().ShouldBe(graph.Edges.Length, name);
    }

    private static void ShouldTouch((double X, double Y) point, IEnumerable<Box> boxes, Func<Box, double> side, double reach, string name) =>
        boxes.Any(box => Math.Abs(side(box) - point.X) <= reach && point.Y >= box.Y && point.Y <= box.Bottom).ShouldBeTrue(name);
}
