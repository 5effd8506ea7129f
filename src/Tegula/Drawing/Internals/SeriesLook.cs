using System.Globalization;

namespace Tegula.Drawing.Internals;

/// <summary>Fills of series in the hues of <see cref="Palette.Curves"/>; references are hollow.</summary>
internal static class SeriesLook
{
    /// <summary>The style of a series' shapes; references take no hue from the others.</summary>
    public static string Of(IReadOnlyList<BarSeries> series, int index)
    {
        if (series[index].IsReference)
            return $"fill:none;{Palette.Paint("stroke", "line")}stroke-width:1.4";
        return Filled(Enumerable.Range(0, index).Count(before => !series[before].IsReference));
    }

    /// <summary>The style of shapes in the hue with this number.</summary>
    public static string Filled(int hue) => Palette.Paint("fill", Name(hue));

    /// <summary>The style of marks that may lie over each other: what is below shows through, but every outline can be seen.</summary>
    public static string Outlined(int hue) => $"{Filled(hue)}fill-opacity:.6;{Palette.Paint("stroke", Name(hue))}";

    private static string Name(int hue) => string.Create(CultureInfo.InvariantCulture, $"c{hue % Palette.Curves.Count}");
}
