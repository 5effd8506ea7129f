using System.Collections.Immutable;

namespace Tegula.Landscapes;

/// <summary>A quantity over a plane of weights, trained weights + alpha first direction + beta second direction.</summary>
/// <param name="Coordinates">Values of alpha, which are also those of beta, ascending; the middle one is 0.</param>
/// <param name="Rows">
/// One row per beta, lowest first, one value per alpha; positive infinity where the network's numbers are no longer finite.
/// </param>
public sealed record LandscapeGrid(ImmutableArray<double> Coordinates, ImmutableArray<ImmutableArray<double>> Rows)
{
    /// <summary>The value at the trained weights.</summary>
    public double Centre => Rows[Rows.Length / 2][Rows.Length / 2];

    /// <summary>Distance from the middle to each side.</summary>
    public double Radius => Coordinates[^1];

    /// <summary>All values, row after row.</summary>
    public IEnumerable<double> Values => Rows.SelectMany(row => row);

    /// <summary>The square root of every value: standard deviations from variances.</summary>
    public LandscapeGrid SquareRoot() => this with { Rows = [.. Rows.Select(row => row.Select(Math.Sqrt).ToImmutableArray())] };

    /// <summary>The value between the points, linear along both sides.</summary>
    /// <param name="alpha">From minus <see cref="Radius"/> to <see cref="Radius"/>; beyond it the sides' values hold.</param>
    /// <param name="beta">Likewise.</param>
    public double At(double alpha, double beta)
    {
        (int column, double right) = Place(alpha);
        (int row, double up) = Place(beta);
        return Between(Between(Rows[row][column], Rows[row][column + 1], right), Between(Rows[row + 1][column], Rows[row + 1][column + 1], right), up);
    }

    // Infinity times 0 would not be a number.
    private static double Between(double low, double high, double share) => share switch
    {
        0 => low,
        1 => high,
        _ => (low * (1 - share)) + (high * share),
    };

    private (int Cell, double Share) Place(double coordinate)
    {
        double place = Math.Clamp(((coordinate / Radius) + 1) / 2, 0, 1) * (Coordinates.Length - 1);
        int cell = Math.Min((int)place, Coordinates.Length - 2);
        return (cell, place - cell);
    }
}
