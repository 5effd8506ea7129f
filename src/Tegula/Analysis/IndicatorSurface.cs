using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>An indicator over a plane, interpolated between the architectures that were measured.</summary>
/// <remarks>
/// At each place the mean of the measured values, weighted by a Gaussian of the distance (Nadaraya-Watson regression). Its widths along the two axes follow
/// Scott's rule for two dimensions: the standard deviation of the coordinates times n^(-1/6), n being the number of architectures. The mean is that of the
/// logarithms where <see cref="IsLogarithmic"/>. Nothing is said of places more than two widths away from every architecture.
/// </remarks>
public sealed class IndicatorSurface
{
    private const double Reach = 2;
    private const double WideRange = 100;

    private readonly (double X, double Y, double Value)[] _points;
    private readonly double _widthX;
    private readonly double _widthY;
    private readonly double _range;

    private IndicatorSurface(string indicator, Direction direction, (double X, double Y, double Value)[] points)
    {
        Indicator = indicator;
        Direction = direction;
        IsLogarithmic = points.All(point => point.Value > 0) && points.Max(point => point.Value) >= WideRange * points.Min(point => point.Value);
        _points = [.. points.Select(point => point with { Value = Scaled(point.Value) })];
        (_widthX, _widthY) = (Width(point => point.X), Width(point => point.Y));
        double[] values = [.. _points.Select(point => ScaledAt(point.X, point.Y)!.Value)];
        _range = values.Max() - values.Min();
    }

    /// <summary>Id of the indicator.</summary>
    public string Indicator { get; }

    /// <summary>Which end is the better one.</summary>
    public Direction Direction { get; }

    /// <summary>Whether logarithms are averaged and compared: where all values are positive and the largest is at least 100 times the smallest.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The surface through measured values.</summary>
    /// <param name="indicator">Id of the indicator.</param>
    /// <param name="direction">Which end is the better one.</param>
    /// <param name="points">Places and finite values; at least one.</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static IndicatorSurface Of(string indicator, Direction direction, IEnumerable<(double X, double Y, double Value)> points)
    {
        (double X, double Y, double Value)[] measured = [.. points];
        return measured.Length > 0
            ? new(indicator, direction, measured)
            : throw new ArgumentException($"{indicator} was measured on no architecture; a surface needs at least one", nameof(points));
    }

    /// <summary>The value at a place, in the unit of the indicator; null where no architecture is near.</summary>
    public double? At(double x, double y) => ScaledAt(x, y) is { } value ? Unscaled(value) : null;

    /// <summary>The values on a grid.</summary>
    /// <param name="xs">Columns.</param>
    /// <param name="ys">Rows.</param>
    /// <returns>One row per entry of <paramref name="ys"/>, one value per entry of <paramref name="xs"/>; null where no architecture is near.</returns>
    public IReadOnlyList<IReadOnlyList<double?>> Grid(IReadOnlyList<double> xs, IReadOnlyList<double> ys) =>
        [.. ys.Select(y => (IReadOnlyList<double?>)[.. xs.Select(x => At(x, y))])];

    /// <summary>How much worse the surface gets on the straight way between two places than their own values make one expect.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="steps">Places looked at after the first, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public SurfaceBarrier Barrier((double X, double Y) from, (double X, double Y) to, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        double?[] line =
        [
            .. Enumerable.Range(0, steps + 1).Select(step => (double)step / steps)
                .Select(share => ScaledAt(from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)))),
        ];
        IReadOnlyList<double?> values = [.. line.Select(value => value is { } known ? Unscaled(known) : (double?)null)];
        if (line[0] is not { } first || line[^1] is not { } last)
            return new(Indicator, null, null, null, values);
        var worse = Direction == Direction.LowerIsBetter ? 1 : -1;
        double[] excess = [.. line.Index().Where(place => place.Item is not null).Select(place => worse * (place.Item!.Value - Between(place.Index)))];
        var height = Math.Max(0, excess.Max());
        return new(Indicator, height, _range > 0 ? height / _range : 0, Math.Max(0, -excess.Min()), values);

        double Between(int step) => first + ((last - first) * step / steps);
    }

    private double? ScaledAt(double x, double y)
    {
        var nearest = double.PositiveInfinity;
        foreach (var point in _points)
            nearest = Math.Min(nearest, Distance(point, x, y));
        if (nearest > Reach * Reach)
            return null;
        double sum = 0, weights = 0;
        foreach (var point in _points)
        {
            var weight = Math.Exp(-Distance(point, x, y) / 2);
            sum += weight * point.Value;
            weights += weight;
        }

        return sum / weights;
    }

    private double Distance((double X, double Y, double Value) point, double x, double y)
    {
        var (across, up) = ((point.X - x) / _widthX, (point.Y - y) / _widthY);
        return (across * across) + (up * up);
    }

    private double Width(Func<(double X, double Y, double Value), double> coordinate)
    {
        var deviation = MeanAndDeviation.Of(_points.Select(coordinate))!.Sd;
        return deviation > 0 ? deviation * Math.Pow(_points.Length, -1.0 / 6) : 1;
    }

    private double Scaled(double value) => IsLogarithmic ? Math.Log10(value) : value;

    private double Unscaled(double value) => IsLogarithmic ? Math.Pow(10, value) : value;
}
