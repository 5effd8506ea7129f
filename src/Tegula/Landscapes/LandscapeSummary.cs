namespace Tegula.Landscapes;

/// <summary>Numbers by which the landscapes of two networks can be compared.</summary>
/// <param name="Centre">Value at the trained weights.</param>
/// <param name="Mean">Mean of the finite values over the plane.</param>
/// <param name="Median">Median over the plane; infinite values are the largest.</param>
/// <param name="ShareNearCentre">Share of the plane, from 0 to 1, whose value is below that of the centre plus a margin: the larger, the flatter.</param>
/// <param name="DoublingRadius">
/// Distance from the centre at which the value has doubled, the median over 72 directions; null where in most of them it does not double within the plane.
/// </param>
/// <param name="Extreme">Points whose value is not finite.</param>
public sealed record LandscapeSummary(double Centre, double Mean, double Median, double ShareNearCentre, double? DoublingRadius, int Extreme)
{
    private const int Directions = 72;

    /// <summary>Sums a landscape up.</summary>
    /// <param name="grid">Losses, or deviations of the gradient.</param>
    /// <param name="margin">What counts as near the centre's value, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is not above 0.</exception>
    public static LandscapeSummary Of(LandscapeGrid grid, double margin = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        double[] values = [.. grid.Values.Order()];
        double[] finite = [.. values.Where(double.IsFinite)];
        double middle = (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        double near = (double)values.Count(value => value < grid.Centre + margin) / values.Length;
        double mean = finite.Length > 0 ? finite.Average() : double.PositiveInfinity;
        return new(grid.Centre, mean, middle, near, DoublingRadiusOf(grid), values.Length - finite.Length);
    }

    private static double? DoublingRadiusOf(LandscapeGrid grid)
    {
        double[] radii = [.. Enumerable.Range(0, Directions).Select(step => DoublingAlong(grid, 2 * Math.PI * step / Directions)).Order()];
        double median = (radii[(Directions - 1) / 2] + radii[Directions / 2]) / 2;
        return double.IsFinite(median) ? median : null;
    }

    // Steps of half the distance of two points; between two steps the value is taken as linear.
    private static double DoublingAlong(LandscapeGrid grid, double angle)
    {
        double goal = 2 * grid.Centre;
        double before = grid.Centre;
        int steps = grid.Coordinates.Length - 1;
        for (int step = 1; step <= steps; step++)
        {
            double radius = grid.Radius * step / steps;
            double value = grid.At(radius * Math.Cos(angle), radius * Math.Sin(angle));
            if (value >= goal)
            {
                double share = double.IsFinite(value) && value > before ? (goal - before) / (value - before) : 1;
                return grid.Radius * (step - 1 + share) / steps;
            }

            before = value;
        }

        return double.PositiveInfinity;
    }
}
