using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>The kernels of one network: the JSON document of <c>kernel</c>, or one entry of it.</summary>
/// <param name="Dag">The digit code.</param>
/// <param name="Activation">What follows every linear map.</param>
/// <param name="Rule"><c>variance</c> or <c>exact</c>.</param>
/// <param name="Paths">Paths from input to output; null when there are more than 2^63 - 1.</param>
/// <param name="Nngp">The NNGP kernel, row by row.</param>
/// <param name="Ntk">The neural tangent kernel, row by row.</param>
/// <param name="Spectrum">Eigenvalues of the NNGP kernel, ascending.</param>
/// <param name="LambdaMin">The smallest of them.</param>
/// <param name="Status"><c>ok</c>, or <c>singular</c> where the smallest eigenvalue is no more than rounding.</param>
/// <param name="PairBound">Eq. 5.</param>
/// <param name="PathRule">Eq. 12; null where it does not hold.</param>
/// <param name="PathRuleExact">Whether it is known to be the pair bound.</param>
/// <param name="PathRuleReason">Why there is no path rule; absent when there is one.</param>
/// <param name="Eta">Learning rate of the curve; null without a curve.</param>
/// <param name="Curve">The bound of Theorem 3.1 after 0, 1, ... steps; null where the kernel is singular.</param>
/// <param name="MonteCarlo">The kernel measured on finite networks; absent unless asked for.</param>
internal sealed record KernelJson(
    string Dag,
    string Activation,
    string Rule,
    long? Paths,
    double[][] Nngp,
    double[][] Ntk,
    IReadOnlyList<double> Spectrum,
    double LambdaMin,
    string Status,
    double PairBound,
    double? PathRule,
    bool PathRuleExact,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PathRuleReason,
    double? Eta,
    IReadOnlyList<double>? Curve,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MonteCarloJson? MonteCarlo)
{
    /// <summary>A matrix row by row.</summary>
    public static double[][] Rows(double[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column]).ToArray())];
}
