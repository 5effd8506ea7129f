using System.Globalization;

namespace Tegula.Drawing.Internals;

/// <summary>Colours for values from low (dark) to high (bright), even to the eye and in grey: the stops of viridis, joined linearly.</summary>
internal static class ColorRamp
{
    private static readonly (int Red, int Green, int Blue)[] Stops =
    [
        (68, 1, 84), (71, 45, 123), (59, 82, 139), (44, 114, 142), (33, 145, 140), (40, 174, 128), (94, 201, 98), (173, 220, 48), (253, 231, 37),
    ];

    /// <summary>The colour at a share of the way, as <c>#rrggbb</c>; shares outside [0, 1] take the ends.</summary>
    public static string At(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (Stops.Length - 1);
        int first = Math.Min((int)place, Stops.Length - 2);
        double rest = place - first;
        ((int Red, int Green, int Blue) from, (int Red, int Green, int Blue) to) = (Stops[first], Stops[first + 1]);
        return string.Create(
            CultureInfo.InvariantCulture, $"#{Mixed(from.Red, to.Red, rest):x2}{Mixed(from.Green, to.Green, rest):x2}{Mixed(from.Blue, to.Blue, rest):x2}");
    }

    private static int Mixed(int from, int to, double share) => (int)Math.Round(from + ((to - from) * share));
}
