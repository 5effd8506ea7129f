using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tegula.Tests.Drawing;

/// <summary>A rectangle of a drawing.</summary>
internal sealed record Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    public bool Holds((double X, double Y) point) => point.X > X && point.X < Right && point.Y > Y && point.Y < Bottom;
}

/// <summary>Reads a drawing back from its SVG, knowing nothing of how it was laid out.</summary>
internal sealed partial class Picture
{
    private const int PointsPerPiece = 24;

    public Picture(string svg)
    {
        Document = XDocument.Parse(svg);
        Nodes = Group("data-node").ToDictionary(entry => entry.Index, entry => BoxOf(entry.Element));
        Lines = Group("data-edge").ToDictionary(entry => entry.Index, entry => PointsOf(Line(entry.Element)));
        Labels = Group("data-edge").Where(entry => Children(entry.Element, "rect").Any()).ToDictionary(entry => entry.Index, entry => BoxOf(entry.Element));
        Repeats = [.. Elements.Where(element => Classes(element).Contains("tg-node") && Classes(element).Contains("tg-repeat")).Select(BoxOf)];
    }

    public XDocument Document { get; }

    public IEnumerable<XElement> Elements => Document.Root!.DescendantsAndSelf();

    public Dictionary<int, Box> Nodes { get; }

    public Dictionary<int, List<(double X, double Y)>> Lines { get; }

    public Dictionary<int, Box> Labels { get; }

    public List<Box> Repeats { get; }

    public string Text => string.Join('\n', Elements.Where(element => element.Name.LocalName == "text").Select(element => element.Value));

    public static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    public static string[] Classes(XElement element) => ((string?)element.Attribute("class") ?? "").Split(' ');

    /// <summary>What stands behind which box though it should not, in words; empty where all is well.</summary>
    public IEnumerable<string> Collisions(IReadOnlyList<(int Source, int Target)> edges)
    {
        (string Name, Box Box)[] boxes =
        [
            .. Nodes.Select(entry => ($"node {entry.Key}", entry.Value)), .. Repeats.Select((box, index) => ($"repeat {index}", box)),
            .. Labels.Select(entry => ($"label {entry.Key}", entry.Value)),
        ];
        for (int first = 0; first < boxes.Length; first++)
        {
            foreach ((string name, Box box) in boxes[(first + 1)..])
            {
                if (boxes[first].Box.Overlaps(box))
                    yield return $"{boxes[first].Name} overlaps {name}";
            }
        }

        foreach ((int edge, List<(double X, double Y)> points) in Lines)
        {
            foreach ((string name, Box box) in boxes.Where(entry => entry.Name != $"label {edge}"))
            {
                if (points.Exists(box.Holds))
                    yield return $"edge {edge} ({edges[edge].Source} to {edges[edge].Target}) passes through {name}";
            }
        }
    }

    private static XElement Line(XElement group) => Children(group, "path").Single(path => Classes(path).Contains("tg-line"));

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static Box BoxOf(XElement group)
    {
        XElement box = Children(group, "rect").First();
        return new(Number(box, "x"), Number(box, "y"), Number(box, "width"), Number(box, "height"));
    }

    private static List<(double X, double Y)> PointsOf(XElement path)
    {
        var points = new List<(double X, double Y)>();
        foreach (Match command in Command().Matches(path.Attribute("d")!.Value))
        {
            string[] texts = command.Groups["numbers"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            double[] numbers = [.. texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            if (command.Groups["name"].Value == "M")
            {
                points.Add((numbers[0], numbers[1]));
                continue;
            }

            (double x, double y) = points[^1];
            double[] curve = command.Groups["name"].Value == "H" ? [x, y, numbers[0], y, numbers[0], y] : numbers;
            for (int step = 1; step <= PointsPerPiece; step++)
            {
                double t = (double)step / PointsPerPiece;
                double u = 1 - t;
                points.Add((
                    (u * u * u * x) + (3 * u * u * t * curve[0]) + (3 * u * t * t * curve[2]) + (t * t * t * curve[4]),
                    (u * u * u * y) + (3 * u * u * t * curve[1]) + (3 * u * t * t * curve[3]) + (t * t * t * curve[5])));
            }
        }

        return points;
    }

    [GeneratedRegex("(?<name>[MHC])(?<numbers>[-0-9. ]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Command();

    // ToDictionary of these fails where an index is drawn twice.
    private IEnumerable<(int Index, XElement Element)> Group(string attribute) => Elements
        .Where(element => element.Attribute(attribute) is not null)
        .Select(element => (int.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture), element));
}
