using System.Globalization;

namespace Tegula.Drawing.Internals;

/// <summary>Fills of series in the hues of <see cref="Palette.Curves"/>; references are hollow.</summary>
internal static class SeriesLook
{
    /// <summary>The style of a series' shapes; references take no hue from the others.</summary>
    public static string Of(IReadOnlyList<BarSeries> series, int index)
    {
        if (series[index].IsReference)
            return "fill:none;stroke:#7b8794;stroke:var(--tg-concatenation);stroke-width:1.4";
        return Filled(Enumerable.Range(0, index).Count(before => !series[before].IsReference));
    }

    /// <summary>The style of shapes in the hue with this number.</summary>
    public static string Filled(int hue)
    {
        int place = hue % Palette.Curves.Count;
        return string.Create(CultureInfo.InvariantCulture, $"fill:{Palette.Curves[place].Light};fill:var(--tg-c{place})");
    }
}
