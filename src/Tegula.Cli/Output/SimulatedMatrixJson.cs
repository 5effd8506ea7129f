using Tegula.Isometry;

namespace Tegula.Cli.Output;

/// <summary>Random matrices of one size in <c>isometry --simulate</c>.</summary>
/// <param name="Rows">H.</param>
/// <param name="Columns">W.</param>
/// <param name="NnMass">m = 2 (H - W).</param>
/// <param name="MeanSingularValue">Mean over all matrices.</param>
/// <param name="Sd">Standard deviation between the matrices.</param>
/// <param name="MeanSquare">Mean of the squared singular values.</param>
/// <param name="ExpectedSquare">q H.</param>
/// <param name="Lower">Lower bound of Proposition 2.</param>
/// <param name="Upper">Upper bound.</param>
/// <param name="HoldsBounds">Whether the mean singular value lies between them.</param>
internal sealed record SimulatedMatrixJson(
    int Rows,
    int Columns,
    int NnMass,
    double MeanSingularValue,
    double Sd,
    double MeanSquare,
    double ExpectedSquare,
    double Lower,
    double Upper,
    bool HoldsBounds)
{
    /// <summary>The row of a simulation.</summary>
    public static SimulatedMatrixJson Of(SimulatedMatrix matrix) => new(
        matrix.Rows,
        matrix.Columns,
        matrix.NnMass,
        matrix.MeanSingularValue,
        matrix.Deviation,
        matrix.MeanSquare,
        matrix.ExpectedSquare,
        matrix.Bounds.Lower,
        matrix.Bounds.Upper,
        matrix.HoldsBounds);
}
