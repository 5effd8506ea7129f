namespace Tegula.Drawing.Internals;

/// <summary>
/// Colours and line styles of all drawings, for light and dark surroundings. Hues are those of Okabe and Ito (Color universal design, 2008), which
/// colour-blind readers can tell apart, darker on white and lighter on black where contrast asks for it; every kind has a line style as well.
/// </summary>
internal static class Palette
{
    /// <summary>Hues of curves in order, with the dash pattern of each; the hues also are variables <c>--tg-c0</c> and so on.</summary>
    public static IReadOnlyList<(string Light, string Dark, string Dash)> Curves { get; } =
    [
        ("#0072b2", "#56b4e9", ""), ("#d55e00", "#ff8a3d", "9 4"), ("#008a64", "#2cc295", "2 4"), ("#b0568c", "#e29cc4", "12 4 2 4"),
        ("#8a6500", "#f0c13a", "5 3"), ("#3a3a3a", "#d7dbe0", "14 5"), ("#2f86c9", "#9ad0f5", "2 2"), ("#a33b00", "#ffb58a", "8 3 2 3 2 3"),
    ];

    /// <summary>The style sheet. Where a viewer knows no variables, the value in front of each holds.</summary>
    public static string StyleSheet { get; } = $$"""
        <style>
        .tg{{{Variables(light: true)}}max-width:100%;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        @media (prefers-color-scheme:dark){ .tg{{{Variables(light: false)}}} }
        .tg-paper{fill:#fff;fill:var(--tg-paper)}
        .tg text{fill:#1d2329;fill:var(--tg-ink);font-size:12px}
        .tg .tg-title{font-size:17px;font-weight:600}
        .tg .tg-long{font-size:13px}
        .tg .tg-quiet{fill:#5b6570;fill:var(--tg-quiet)}
        .tg .tg-caption{font-size:13px;font-weight:600}
        .tg .tg-tiny{font-size:10px}
        .tg-mid{text-anchor:middle}
        .tg-end{text-anchor:end}
        .tg-edge path{fill:none;stroke-width:1.8}
        .tg-edge .tg-head{stroke:none}
        .tg-edge:hover path{stroke-width:3.6}
        .tg-edge:hover .tg-head{stroke-width:0}
        .tg-edge rect{fill:#fff;fill:var(--tg-paper);stroke-width:1}
        .tg-edge text{font-size:11.5px;text-anchor:middle}
        {{Kind("convolution", "#0072b2", "")}}
        {{Kind("linear", "#d55e00", "stroke-width:3;")}}
        {{Kind("pooling", "#008a64", "stroke-dasharray:8 4;")}}
        {{Kind("identity", "#b0568c", "stroke-dasharray:2.5 3.5;")}}
        {{Kind("concatenation", "#7b8794", "stroke-width:1.2;")}}
        .tg-unused{opacity:.38}
        .tg-box{fill:#f3f5f7;fill:var(--tg-box);stroke:#66717d;stroke:var(--tg-line);stroke-width:1.2}
        .tg-input .tg-box,.tg-output .tg-box{fill:#dfe5eb;fill:var(--tg-ends);stroke-width:1.8}
        .tg-repeat .tg-box{stroke-dasharray:4 3}
        .tg-bar{fill:#66717d;fill:var(--tg-line)}
        .tg-node text{font-size:13px;text-anchor:middle}
        .tg-node .tg-small{font-size:10.5px;fill:#5b6570;fill:var(--tg-quiet)}
        .tg-mark{fill:none;stroke:#66717d;stroke:var(--tg-line);stroke-width:1.6}
        .tg-axis{fill:none;stroke:#66717d;stroke:var(--tg-line)}
        .tg-grid{stroke:#e3e7eb;stroke:var(--tg-grid)}
        .tg-kept{fill:#0072b2;fill:var(--tg-convolution);fill-opacity:.55;stroke:#0072b2;stroke:var(--tg-convolution)}
        .tg-left{fill:none;stroke:#7b8794;stroke:var(--tg-concatenation)}
        .tg-range{fill:#0072b2;fill:var(--tg-convolution);fill-opacity:.07;stroke:#0072b2;stroke:var(--tg-convolution);stroke-dasharray:6 4;stroke-width:1.5}
        {{string.Join('\n', Enumerable.Range(0, Curves.Count).Select(Curve))}}
        </style>
        """.ReplaceLineEndings("\n");

    private static string Variables(bool light)
    {
        (string Name, string Light, string Dark)[] fixedOnes =
        [
            ("paper", "#fff", "#15191e"), ("ink", "#1d2329", "#e8ebee"), ("quiet", "#5b6570", "#a4aeb9"), ("box", "#f3f5f7", "#242b33"),
            ("ends", "#dfe5eb", "#36414d"), ("line", "#66717d", "#93a0ad"), ("grid", "#e3e7eb", "#2b333c"), ("convolution", "#0072b2", "#56b4e9"),
            ("linear", "#d55e00", "#ff8a3d"), ("pooling", "#008a64", "#2cc295"), ("identity", "#b0568c", "#e29cc4"), ("concatenation", "#7b8794", "#8491a0"),
        ];
        IEnumerable<(string Name, string Light, string Dark)> curves = Curves.Select((curve, index) => ($"c{index}", curve.Light, curve.Dark));
        return string.Concat(fixedOnes.Concat(curves).Select(entry => $"--tg-{entry.Name}:{(light ? entry.Light : entry.Dark)};"));
    }

    private static string Kind(string name, string colour, string line) => $$"""
        .tg-{{name}} path,.tg-{{name}} rect{stroke:{{colour}};stroke:var(--tg-{{name}})}
        .tg-{{name}} .tg-line{{{line}}}
        .tg-{{name}} .tg-head{fill:{{colour}};fill:var(--tg-{{name}})}
        """;

    private static string Curve(int index)
    {
        (string light, _, string dash) = Curves[index];
        string pattern = dash.Length > 0 ? $"stroke-dasharray:{dash}" : "";
        return $".tg-c{index}{{fill:none;stroke:{light};stroke:var(--tg-c{index});stroke-width:2;{pattern}}}";
    }
}
