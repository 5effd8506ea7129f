using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>How large the box of a node is, and where lines meet it.</summary>
internal static class NodeShape
{
    /// <summary>Font size of the name in pixels.</summary>
    public const double FontSize = 13;

    /// <summary>Font size of the channels below it.</summary>
    public const double SmallFontSize = 10.5;

    private const double Padding = 11;
    private const double MaxTextWidth = 124;
    private const double LongNameWidth = 78;
    private const double MaxHeight = 240;
    private const double LineDistance = 9;

    /// <summary>The item of a node that this many lines reach or leave on one side.</summary>
    public static LayerItem Item(int index, GraphNode node, int column, int lines)
    {
        (string Text, bool Small)[] texts = Texts(node);
        double width = texts.Max(line => TextMeasure.Width(line.Text, line.Small ? SmallFontSize : FontSize));
        double textHeight = texts.Sum(line => LineHeight(line.Small));
        double height = Math.Min(MaxHeight, 12 + (LineDistance * (lines - 1)));
        return new(index, column, Math.Round(Math.Max(34, width + (2 * Padding))), Math.Max(Math.Max(30, textHeight + 11), height), null);
    }

    /// <summary>
    /// What stands in the box, line by line: the name, of which a long one such as <c>stage2.block1.expand</c> is broken at its last dot, and the
    /// channels where the graph has sizes.
    /// </summary>
    public static (string Text, bool Small)[] Texts(GraphNode node)
    {
        int dot = node.Name.LastIndexOf('.');
        bool broken = dot > 0 && dot < node.Name.Length - 1 && TextMeasure.Width(node.Name, FontSize) > LongNameWidth;
        var texts = new List<(string Text, bool Small)>();
        if (broken)
            texts.Add((TextMeasure.Fit(node.Name[..dot], SmallFontSize, MaxTextWidth), true));
        texts.Add((TextMeasure.Fit(broken ? node.Name[(dot + 1)..] : node.Name, FontSize, MaxTextWidth), false));
        if (node.Channels > 0)
            texts.Add(($"{SvgText.Grouped(node.Channels)} ch", true));
        return [.. texts];
    }

    /// <summary>Height of a line of text in the box.</summary>
    public static double LineHeight(bool small) => small ? 12 : 15;

    /// <summary>Where lines meet the side of a box, as offsets from its middle, from top to bottom.</summary>
    /// <param name="height">Height of the box.</param>
    /// <param name="wishes">For each line the offset at which it would run straight; null where that does not matter. Wishes out of reach are not met.</param>
    public static double[] Ports(double height, ReadOnlySpan<double?> wishes)
    {
        int lines = wishes.Length;
        double reach = (height / 2) - 6;
        double distance = lines == 1 ? 0 : Math.Min(LineDistance, 2 * reach / (lines - 1));
        var ports = new double[lines];
        for (int line = 0; line < lines; line++)
        {
            double even = (line - ((lines - 1) / 2.0)) * distance;
            double wish = wishes[line] is { } offset && Math.Abs(offset) <= reach ? offset : even;
            ports[line] = line == 0 ? wish : Math.Max(wish, ports[line - 1] + distance);
        }

        for (int line = lines - 1; line >= 0; line--)
            ports[line] = Math.Min(ports[line], reach - ((lines - 1 - line) * distance));
        for (int line = 0; line < lines; line++)
            ports[line] = Math.Max(ports[line], (line * distance) - reach);
        return ports;
    }
}
