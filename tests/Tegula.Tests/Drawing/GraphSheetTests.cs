using Tegula.Architectures;
using Tegula.Architectures.Graphs;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class GraphSheetTests
{
    private static readonly string[] Codes = ["2_02_002", "1_01_222", "2_21_112", "2_22_222"];

    private static readonly CaptionedGraph[] Dags =
        [.. Codes.Select((code, index) => new CaptionedGraph(DagArchitecture.Parse(code).ToGraph(), $"DAG#{index + 1}", code))];

    [Fact]
    public void Every_graph_stands_whole_under_its_caption()
    {
        Picture picture = Tiles(GraphSheet.Write(Dags, "Four DAGs"), out int[] nodes, out int[] edges);
        nodes.ShouldBe([.. Dags.Select(entry => entry.Graph.Nodes.Length)]);
        edges.ShouldBe([.. Dags.Select(entry => entry.Graph.Edges.Length)]);
        foreach (CaptionedGraph entry in Dags)
        {
            picture.Text.ShouldContain(entry.Caption);
            picture.Text.ShouldContain(entry.Note);
        }
    }

    [Fact]
    public void A_legend_serves_all_graphs_and_is_there_once()
    {
        var builder = new ArchitectureGraphBuilder();
        builder.Connect(builder.Add("a", NodeRole.Input), builder.Add("b", NodeRole.Output), SampleGraphs.Pooling);
        Picture picture = Tiles(GraphSheet.Write([Dags[0], new(builder.Build(), "pooled")], "two"), out _, out _);
        picture.Text.ShouldContain("linear");
        picture.Text.ShouldContain("pooling: avg_pool_3x3");
        picture.Elements.Count(element => Picture.Classes(element).Contains("tg-legend")).ShouldBe(1);
    }

    [Fact]
    public void Tiles_do_not_reach_into_each_other()
    {
        Picture picture = Tiles(GraphSheet.Write([.. Dags, .. Dags], "eight"), out _, out _);
        (double X, double Y)[] captions = [.. picture.Elements
            .Where(element => Picture.Classes(element).Contains("tg-caption"))
            .Select(element => ((double)element.Attribute("x")!, (double)element.Attribute("y")!))];
        GraphLayout[] layouts = [.. Dags.Concat(Dags).Select(entry => GraphLayout.Of(entry.Graph))];
        Box[] tiles = [.. captions.Zip(layouts, (corner, layout) => new Box(corner.X, corner.Y, layout.Width, layout.Height))];
        for (int tile = 0; tile < tiles.Length; tile++)
            tiles[(tile + 1)..].ShouldAllBe(other => !tiles[tile].Overlaps(other));
        double width = (double)picture.Document.Root!.Attribute("width")!;
        tiles.ShouldAllBe(tile => tile.Right <= width);
        captions.Select(corner => corner.X).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void It_is_the_same_every_time() => GraphSheet.Write(Dags, "same").ShouldBe(GraphSheet.Write(Dags, "same"));

    [Fact]
    public void A_sheet_of_nothing_is_refused() =>
        Should.Throw<ArgumentException>(() => GraphSheet.Write([], "none")).Message.ShouldStartWith("a sheet needs at least one graph");

    private static Picture Tiles(string svg, out int[] nodes, out int[] edges)
    {
        // Indices begin anew in each tile, so tiles are read one by one.
        var document = System.Xml.Linq.XDocument.Parse(svg);
        System.Xml.Linq.XElement[] tiles = [.. document.Root!.Elements().Where(element => Picture.Classes(element).Contains("tg-tile"))];
        nodes = [.. tiles.Select(tile => new Picture(tile.ToString()).Nodes.Count)];
        edges = [.. tiles.Select(tile => new Picture(tile.ToString()).Lines.Count)];
        foreach (System.Xml.Linq.XElement group in tiles.SelectMany(tile => tile.Descendants()))
        {
            group.SetAttributeValue("data-node", null);
            group.SetAttributeValue("data-edge", null);
        }

        return new(document.ToString());
    }
}
