using System.Text.Json.Serialization;
using Tegula.Landscapes;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>landscape</c>.</summary>
internal sealed record LandscapeReport
{
    /// <summary>The architecture, with the sizes of the data where it has sizes of its own.</summary>
    public required string Architecture { get; init; }

    /// <summary>The data as the user wrote it.</summary>
    public required string Data { get; init; }

    /// <summary>Which images were measured: <c>test</c>, <c>held out</c> or <c>training</c>.</summary>
    public required string Split { get; init; }

    /// <summary>How many of them.</summary>
    public required int Images { get; init; }

    /// <summary>Trainable numbers of the network.</summary>
    public required int Parameters { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Epochs that the weights were trained for.</summary>
    public required int Epochs { get; init; }

    /// <summary>Mean loss over the plane.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LandscapeGridJson? Loss { get; init; }

    /// <summary>Standard deviation of the gradient over the plane, the root of its variance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LandscapeGridJson? GradientDeviation { get; init; }

    /// <summary>Outer eigenvalues of the Hessian at the trained weights.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HessianJson? Hessian { get; init; }
}

/// <summary>A quantity over the plane.</summary>
/// <param name="Centre">Value at the trained weights; null where it is not finite.</param>
/// <param name="Mean">Mean of the finite values.</param>
/// <param name="Median">Median; null where it is not finite.</param>
/// <param name="ShareNearCentre">Share of the plane below the centre's value plus 1.</param>
/// <param name="DoublingRadius">Distance at which the value has doubled; null where it does not within the plane.</param>
/// <param name="Extreme">Points without a finite value.</param>
/// <param name="Coordinates">Values of alpha and of beta.</param>
/// <param name="Rows">One row per beta, one value per alpha; null where it is not finite.</param>
internal sealed record LandscapeGridJson(
    double? Centre,
    double? Mean,
    double? Median,
    double ShareNearCentre,
    double? DoublingRadius,
    int Extreme,
    IReadOnlyList<double> Coordinates,
    IReadOnlyList<IReadOnlyList<double?>> Rows)
{
    /// <summary>A landscape with its summary.</summary>
    public static LandscapeGridJson Of(LandscapeGrid grid)
    {
        var summary = LandscapeSummary.Of(grid);
        return new(
            Finite(summary.Centre),
            Finite(summary.Mean),
            Finite(summary.Median),
            summary.ShareNearCentre,
            summary.DoublingRadius,
            summary.Extreme,
            grid.Coordinates,
            [.. grid.Rows.Select(row => (IReadOnlyList<double?>)[.. row.Select(Finite)])]);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>Outer eigenvalues of a Hessian.</summary>
/// <param name="Largest">Largest eigenvalue.</param>
/// <param name="Smallest">Smallest one found.</param>
/// <param name="Residual">|H v - l v| / |l| of the largest.</param>
/// <param name="Converged">Whether the residual came below the tolerance.</param>
/// <param name="Products">Products of the Hessian with a vector.</param>
/// <param name="RitzValues">Eigenvalues on the subspace searched, descending.</param>
internal sealed record HessianJson(double Largest, double Smallest, double Residual, bool Converged, int Products, IReadOnlyList<double> RitzValues)
{
    /// <summary>A spectrum.</summary>
    public static HessianJson Of(HessianSpectrum spectrum) =>
        new(spectrum.Largest, spectrum.Smallest, spectrum.Residual, spectrum.HasConverged, spectrum.Products, spectrum.RitzValues);
}
