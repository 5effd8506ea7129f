using System.Globalization;

namespace Tegula.Drawing.Internals;

/// <summary>
/// Colours and line styles of all drawings, for light and dark surroundings. Hues begin with those of Okabe and Ito (Color universal design, 2008) and are
/// moved apart in lightness, until readers who lack one kind of cones can tell them apart as well; every kind has a line style, too. Text has a contrast of
/// at least 4.5 to what is behind it, lines that mean something of at least 3.
/// </summary>
internal static class Palette
{
    /// <summary>Colours of lines of equal height, from low to high.</summary>
    public const int Levels = 16;

    // Parts of the ramp that can be seen on white and on black.
    private const double LightEnd = 0.56;
    private const double DarkStart = 0.38;

    private static readonly ThemeColour[] Kinds =
    [
        new("convolution", "#2c61c2", "#2d85fe"), new("linear", "#ee5f0c", "#fd7925"), new("pooling", "#15a587", "#a3fec3"),
        new("identity", "#ad1578", "#eba2e4"), new("concatenation", "#2d2e30", "#717171"),
    ];

    private static readonly ThemeColour[] Surroundings =
    [
        new("paper", "#ffffff", "#15191e"), new("ink", "#1d2329", "#e8ebee"), new("quiet", "#545d67", "#a4aeb9"), new("box", "#f3f5f7", "#242b33"),
        new("ends", "#dfe5eb", "#36414d"), new("line", "#66717d", "#93a0ad"), new("grid", "#e3e7eb", "#2b333c"),
    ];

    private static readonly (string Light, string Dark, string Dash)[] MoreCurves =
        [("#b374fc", "#a8ce91", "5 3"), ("#664a01", "#a24b69", "14 5"), ("#100545", "#928f8b", "2 2"), ("#4c1a0e", "#566db0", "8 3 2 3 2 3")];

    /// <summary>Hues of curves in order, with the dash pattern of each; the hues also are variables <c>--tg-c0</c> and so on.</summary>
    public static IReadOnlyList<(string Light, string Dark, string Dash)> Curves { get; } =
    [
        .. Kinds[..4].Zip(["", "9 4", "2 4", "12 4 2 4"], (kind, dash) => (kind.Light, kind.Dark, dash)), .. MoreCurves,
    ];

    /// <summary>All colours.</summary>
    public static IReadOnlyList<ThemeColour> Colours { get; } =
    [
        .. Surroundings, .. Kinds, .. Curves.Select((curve, index) => new ThemeColour(Numbered("c", index), curve.Light, curve.Dark)),
        .. Enumerable.Range(0, Levels).Select(level => (Index: level, Share: (double)level / (Levels - 1)))
            .Select(level => new ThemeColour(
                Numbered("level", level.Index), ColorRamp.At(LightEnd * level.Share), ColorRamp.At(DarkStart + ((1 - DarkStart) * level.Share)))),
    ];

    /// <summary>What shapes look like, but for the values of the variables. Where a viewer knows no variables, the value in front of each holds.</summary>
    public static string Rules { get; } = $$"""
        .tg-paper{{{Paint("fill", "paper")}}}
        .tg text{{{Paint("fill", "ink")}}font-size:12px}
        .tg .tg-title{font-size:17px;font-weight:600}
        .tg .tg-long{font-size:13px}
        .tg .tg-quiet{{{Paint("fill", "quiet")}}}
        .tg .tg-caption{font-size:13px;font-weight:600}
        .tg .tg-tiny{font-size:10px}
        .tg-mid{text-anchor:middle}
        .tg-end{text-anchor:end}
        .tg-edge path{fill:none;stroke-width:1.8}
        .tg-edge .tg-head{stroke:none}
        .tg-edge:hover path{stroke-width:3.6}
        .tg-edge:hover .tg-head{stroke-width:0}
        .tg-edge rect{{{Paint("fill", "paper")}}stroke-width:1}
        .tg-edge text{font-size:11.5px;text-anchor:middle}
        {{Kind("convolution", "")}}
        {{Kind("linear", "stroke-width:3;")}}
        {{Kind("pooling", "stroke-dasharray:8 4;")}}
        {{Kind("identity", "stroke-dasharray:5 2.5;")}}
        {{Kind("concatenation", "stroke-width:1.2;")}}
        .tg-edge.tg-unused path,.tg-edge.tg-unused rect{{{Paint("stroke", "line")}}stroke-width:1.6;stroke-dasharray:1.6 4}
        .tg-edge.tg-unused .tg-head{{{Paint("fill", "line")}}stroke:none}
        .tg .tg-unused text{{{Paint("fill", "quiet")}}}
        .tg-box{{{Paint("fill", "box")}}{{Paint("stroke", "line")}}stroke-width:1.2}
        .tg-input .tg-box,.tg-output .tg-box{{{Paint("fill", "ends")}}stroke-width:1.8}
        .tg-repeat .tg-box{stroke-dasharray:4 3}
        .tg-node.tg-unused .tg-box{{{Paint("fill", "paper")}}stroke-dasharray:1.6 4}
        .tg-bar{{{Paint("fill", "line")}}}
        .tg-node text{font-size:13px;text-anchor:middle}
        .tg-node .tg-small{font-size:10.5px;{{Paint("fill", "quiet")}}}
        .tg-mark{fill:none;{{Paint("stroke", "line")}}stroke-width:1.6}
        .tg-whisker{{{Paint("stroke", "ink")}}}
        .tg-axis{fill:none;{{Paint("stroke", "line")}}}
        .tg-grid{{{Paint("stroke", "grid")}}}
        .tg-mesh{{{Paint("stroke", "line")}}stroke-opacity:.5;stroke-width:.4;stroke-linejoin:round}
        .tg-kept{{{Paint("fill", "convolution")}}fill-opacity:.55;{{Paint("stroke", "convolution")}}}
        .tg-left{fill:none;{{Paint("stroke", "line")}}}
        .tg-range{{{Paint("fill", "convolution")}}fill-opacity:.07;{{Paint("stroke", "convolution")}}stroke-dasharray:6 4;stroke-width:1.5}
        {{string.Join('\n', Enumerable.Range(0, Curves.Count).Select(Curve))}}
        """.ReplaceLineEndings("\n");

    /// <summary>What shapes inherit from the drawing.</summary>
    public static string Frame =>
        "max-width:100%;height:auto;font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif";

    /// <summary>The style sheet inside a drawing, which follows the reader's system.</summary>
    public static string StyleSheet { get; } = $$"""
        <style>
        .tg{{{Variables(colour => colour.Light)}}{{Frame}}}
        @media (prefers-color-scheme:dark){ .tg{{{Variables(colour => colour.Dark)}}} }
        {{Rules}}
        </style>
        """.ReplaceLineEndings("\n");

    /// <summary>Declarations of all variables.</summary>
    public static string Variables(Func<ThemeColour, string> value) => string.Concat(Colours.Select(colour => $"--tg-{colour.Name}:{value(colour)};"));

    /// <summary>A declaration in a colour of this name: as it is on light paper, then as the variable says.</summary>
    public static string Paint(string property, string name)
    {
        ThemeColour colour = Colours.First(entry => entry.Name == name);
        return $"{property}:{colour.Light};{property}:var(--tg-{name});";
    }

    private static string Kind(string name, string line) => $$"""
        .tg-{{name}} path,.tg-{{name}} rect{{{Paint("stroke", name)}}}
        .tg-{{name}} .tg-line{{{line}}}
        .tg-{{name}} .tg-head{{{Paint("fill", name)}}}
        """;

    private static string Curve(int index)
    {
        string dash = Curves[index].Dash;
        string name = Numbered("c", index);
        return $".tg-{name}{{fill:none;{Paint("stroke", name)}stroke-width:2;{(dash.Length > 0 ? $"stroke-dasharray:{dash}" : "")}}}";
    }

    private static string Numbered(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}{index}");
}
