using System.Globalization;
using System.Text;
using Tegula.Drawing.Internals;

namespace Tegula.Drawing;

/// <summary>
/// Draws curves over steps with a logarithmic vertical axis, each named at its right end: the convergence bounds of several DAGs side by side
/// (000_47980149b45a68e2.txt, Theorem 3.1).
/// </summary>
public static class CurveSvg
{
    private const double PlotWidth = 640;
    private const double LeastPlotHeight = 380;
    private const double NameHeight = 18;
    private const double MaxNameWidth = 220;
    private const int MaxPieces = 400;

    /// <summary>The drawing; the same bytes for the same curves and texts.</summary>
    /// <param name="curves">The curves; at least one.</param>
    /// <param name="title">Name of the drawing, any text.</param>
    /// <param name="caption">One line below it.</param>
    /// <param name="horizontalName">Name of the axis of steps.</param>
    /// <param name="verticalName">Name of the axis of values.</param>
    /// <exception cref="ArgumentException">There is no positive, finite value to draw.</exception>
    public static string Write(IReadOnlyList<Curve> curves, string title, string caption, string horizontalName, string verticalName)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(caption);
        double[] drawable = [.. curves.SelectMany(curve => curve.Values).Where(IsDrawable)];
        if (drawable.Length == 0)
            throw new ArgumentException("no curve has a positive, finite value; a logarithmic axis needs one", nameof(curves));
        double height = Math.Max(LeastPlotHeight, NameHeight * curves.Count);
        double left = SvgPage.Margin + ChartFrame.LeftRoom;
        var frame = new ChartFrame(left, SvgPage.Top, left + PlotWidth, SvgPage.Top + height);
        Axis steps = Axis.Linear(0, Math.Max(1, curves.Max(curve => curve.Values.Length) - 1), frame.Left, frame.Right);
        Axis values = Axis.Logarithmic(drawable.Min(), drawable.Max(), frame.Bottom, frame.Top);
        double names = curves.Max(curve => Math.Min(MaxNameWidth, TextMeasure.Width(curve.Name, 12)));
        double width = Math.Max(frame.Right + 40 + names, SvgPage.TextWidth(title, caption) + SvgPage.Margin) + SvgPage.Margin;
        string description = $"{verticalName} over {horizontalName} of {string.Join(", ", curves.Select(curve => curve.Name))}. {caption}";
        SvgMarkup svg = SvgPage.Open(title, caption, description, width, frame.Bottom + ChartFrame.BottomRoom + 8);
        frame.Draw(svg, steps, values, horizontalName, verticalName);
        double[] places = NamePlaces(curves, values, frame);
        for (int index = 0; index < curves.Count; index++)
            DrawCurve(svg, index, curves[index], steps, values, frame.Right, places[index]);
        return SvgPage.Close(svg);
    }

    private static bool IsDrawable(double value) => value > 0 && double.IsFinite(value);

    private static void DrawCurve(SvgMarkup svg, int index, Curve curve, Axis steps, Axis values, double right, double nameY)
    {
        string look = $"tg-c{(index % Palette.Curves.Count).ToString(CultureInfo.InvariantCulture)}";
        int last = LastDrawable(curve);
        svg.Add($"""<g class="tg-curve" data-curve="{index}">""");
        svg.Add($"<title>{curve.Name}{(last >= 0 ? $": {SvgText.Value(curve.Values[last])} at step {last}" : ": no value on a logarithmic axis")}</title>");
        svg.Add($"""<path class="{look}" stroke-linejoin="round" d="{PathOf(curve, steps, values)}"/>""");
        svg.Add($"""<path class="{look}" d="M{right + 6} {nameY}h26"/>""");
        svg.Add($"""<text x="{right + 38}" y="{nameY + 4}">{TextMeasure.Fit(curve.Name, 12, MaxNameWidth)}</text>""");
        svg.Add($"</g>");
    }

    private static int LastDrawable(Curve curve)
    {
        int last = curve.Values.Length - 1;
        while (last >= 0 && !IsDrawable(curve.Values[last]))
            last--;
        return last;
    }

    private static string PathOf(Curve curve, Axis steps, Axis values)
    {
        var path = new StringBuilder();
        bool joined = false;
        foreach (int step in StepsToDraw(curve))
        {
            if (!IsDrawable(curve.Values[step]))
            {
                joined = false;
                continue;
            }

            path.Append(joined ? 'L' : 'M').Append(SvgText.Number(steps.Of(step))).Append(' ').Append(SvgText.Number(values.Of(curve.Values[step])));
            joined = true;
        }

        return path.ToString();
    }

    // Of a long curve, the lowest and the highest value of each small piece, and both ends.
    private static IEnumerable<int> StepsToDraw(Curve curve)
    {
        int count = curve.Values.Length;
        if (count <= 2 * MaxPieces)
            return Enumerable.Range(0, count);
        return Enumerable.Range(0, count).Chunk((count + MaxPieces - 1) / MaxPieces)
            .SelectMany(piece => new[] { piece.MinBy(step => curve.Values[step]), piece.MaxBy(step => curve.Values[step]) })
            .Append(0).Append(count - 1).Distinct().Order();
    }

    // Names stand at the height of the curves' ends, moved apart where those are close together.
    private static double[] NamePlaces(IReadOnlyList<Curve> curves, Axis values, ChartFrame frame)
    {
        double[] wishes = [.. curves.Select(curve => LastDrawable(curve) is >= 0 and int last ? values.Of(curve.Values[last]) : frame.Bottom)];
        int[] order = [.. Enumerable.Range(0, curves.Count).OrderBy(index => wishes[index])];
        var places = new double[curves.Count];
        double free = frame.Top;
        foreach (int index in order)
        {
            places[index] = Math.Max(wishes[index], free);
            free = places[index] + NameHeight;
        }

        double limit = frame.Bottom;
        foreach (int index in order.Reverse())
        {
            places[index] = Math.Min(places[index], limit);
            limit = places[index] - NameHeight;
        }

        return places;
    }
}
