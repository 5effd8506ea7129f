using Tegula.Cli.Options;
using Tegula.Isometry;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>isometry --simulate</c>.</summary>
/// <param name="Simulation">mass or size.</param>
/// <param name="Variance">q of the entries.</param>
/// <param name="Repeats">Matrices of each size.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Matrices">One row for each size.</param>
internal sealed record IsometrySimulationReport(string Simulation, double Variance, int Repeats, ulong Seed, IReadOnlyList<SimulatedMatrixJson> Matrices)
{
    // The sizes of the published figures.
    private const int Width = 16;
    private const double StandardVariance = 1;
    private static readonly int[] Masses = [.. Enumerable.Range(0, 41).Select(step => 10 * step)];
    private static readonly int[] Widths = [20, 40, 80, 120, 160, 200];
    private static readonly int[] Heights = [.. Enumerable.Range(1, 6).Select(step => 200 * step)];

    /// <summary>Runs a simulation.</summary>
    public static IsometrySimulationReport Of(string simulation, int repeats, ulong seed)
    {
        var matrices = simulation == IsometrySimulations.Mass
            ? MatrixSimulation.OverMasses(Width, Masses, StandardVariance, repeats, seed)
            : MatrixSimulation.OverSizes(Widths, Heights, StandardVariance, repeats, seed);
        return new(simulation, StandardVariance, repeats, seed, [.. matrices.Select(SimulatedMatrixJson.Of)]);
    }
}
