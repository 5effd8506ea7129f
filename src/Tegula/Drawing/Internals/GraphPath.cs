using System.Collections.Immutable;
using System.Text;

namespace Tegula.Drawing.Internals;

/// <summary>The path of an edge as SVG writes it.</summary>
internal static class GraphPath
{
    /// <summary>Straight where knots are level, curved between others; ends before the last knot by the room of an arrow head.</summary>
    public static string Of(ImmutableArray<(double X, double Y)> knots, double shorter)
    {
        var path = new StringBuilder($"M{SvgText.Number(knots[0].X)} {SvgText.Number(knots[0].Y)}");
        for (int index = 1; index < knots.Length; index++)
        {
            (double fromX, double fromY) = knots[index - 1];
            (double x, double y) = knots[index];
            string endX = SvgText.Number(index == knots.Length - 1 ? x - shorter : x);
            string middle = SvgText.Number((fromX + x) / 2);
            if (y == fromY)
                path.Append($"H{endX}");
            else
                path.Append($"C{middle} {SvgText.Number(fromY)} {middle} {SvgText.Number(y)} {endX} {SvgText.Number(y)}");
        }

        return path.ToString();
    }
}
