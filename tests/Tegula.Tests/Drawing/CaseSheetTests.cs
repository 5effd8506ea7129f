using System.Xml.Linq;
using Tegula.Architectures;
using Tegula.Drawing;

namespace Tegula.Tests.Drawing;

public sealed class CaseSheetTests
{
    private static readonly CaseTile Bad = Tile("as it is", "none", CaseChange.None, CaseChange.None);

    [Fact]
    public void Every_tile_shows_its_cell_and_its_numbers_with_their_marks()
    {
        CaseTile swapped = Tile("2-3: none to skip_connect", "skip_connect", CaseChange.Better, CaseChange.Worse);
        XElement[] tiles = Tiles(CaseSheet.Write([Bad, swapped], "case", "caption"));
        tiles.Length.ShouldBe(2);
        Edges(tiles[0]).ShouldBe(3);
        Edges(tiles[1]).ShouldBe(4);
        Marks(tiles[0]).ShouldBeEmpty();
        Marks(tiles[1]).ShouldBe(["better", "worse"]);
        tiles[1].Descendants().Where(element => Picture.Classes(element).Contains("tg-value"))
            .Select(group => string.Join(' ', Picture.Children(group, "text").Select(text => text.Value)))
            .ShouldBe(["kappa 12.5", "regions 300"]);
    }

    [Fact]
    public void Numbers_stand_below_their_cell_and_above_the_next_row()
    {
        CaseTile[] tiles = [.. Enumerable.Range(0, 25).Select(i =>
            Tile($"swap {i}", i % 2 == 0 ? "none" : "avg_pool_3x3", CaseChange.Better, CaseChange.None))];
        XDocument document = XDocument.Parse(CaseSheet.Write(tiles, "case", "caption"));
        (double Caption, double First, double Last)[] rows = [.. Tiles(document.ToString()).Select(tile => (
            Y(Picture.Children(tile, "text").First()),
            Values(tile).Min(Y),
            Values(tile).Max(Y)))];
        rows.ShouldAllBe(row => row.Caption + 60 < row.First && row.First < row.Last);
        double[] captions = [.. rows.Select(row => row.Caption).Distinct().Order()];
        captions.Length.ShouldBeGreaterThan(3);
        foreach ((double above, double below) in captions.Zip(captions.Skip(1)))
            rows.Where(row => row.Caption.Equals(above)).ShouldAllBe(row => row.Last < below);
        rows.Max(row => row.Last).ShouldBeLessThan((double)document.Root!.Attribute("height")!);
    }

    [Fact]
    public void A_sheet_without_a_cell_is_refused() =>
        Should.Throw<ArgumentException>(() => CaseSheet.Write([], "t", "c")).Message.ShouldContain("at least one cell");

    private static CaseTile Tile(string caption, string operation, CaseChange kappa, CaseChange regions) => new(
        NasBench201Cell.Parse($"|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|{operation}~2|").ToGraph(),
        caption,
        [new("kappa", "12.5", kappa), new("regions", "300", regions)]);

    private static double Y(XElement text) => (double)text.Attribute("y")!;

    private static IEnumerable<XElement> Values(XElement tile) =>
        tile.Descendants().Where(element => Picture.Classes(element).Contains("tg-value")).SelectMany(group => Picture.Children(group, "text"));

    private static XElement[] Tiles(string svg) => [.. XDocument.Parse(svg).Descendants().Where(element => Picture.Classes(element).Contains("tg-tile"))];

    private static int Edges(XElement tile) => tile.Descendants().Count(element => element.Attribute("data-edge") is not null);

    private static string[] Marks(XElement tile) => [.. tile.Descendants()
        .Where(element => Picture.Classes(element).Contains("tg-better") || Picture.Classes(element).Contains("tg-worse")).Select(mark => mark.Value)];
}
