using Tegula.Architectures.Graphs;

namespace Tegula.Topology;

/// <summary>
/// Density, NN-Mass and average degree of a network of layered cells. Source: 001_20c8c2cd2fe38226.txt, Eq. 1-3, Prop. 1 and App. H.2.
/// </summary>
/// <param name="Density">Mean cell density (App. H.2), in [0, 1]. A baseline: alone it does not tell networks apart.</param>
/// <param name="Mass">NN-Mass m: sum over cells of density times neurons, at least 0. Higher lets gradients flow better, at the same width.</param>
/// <param name="AverageDegree">
/// Links between neurons divided by neurons, both over all cells; null where a cell adds its skip connections. Prop. 1 approximates it for one deep
/// cell of width w by w + m/2.
/// </param>
public sealed record NnMass(double Density, double Mass, double? AverageDegree)
{
    /// <summary>Density and mass; null for a graph without layered cells or without channels.</summary>
    public static NnMass? Of(ArchitectureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.LayeredCells.IsEmpty)
            return null;
        CellMass[] cells = [.. CellMass.Of(graph)];
        double mass = cells.Sum(cell => cell.Mass);
        bool concatenates = graph.LayeredCells.All(cell => cell.SkipConnections == SkipConnectionType.Concatenation);
        double? degree = concatenates ? (double)cells.Sum(cell => cell.Links) / cells.Sum(cell => cell.Neurons) : null;
        return new(cells.Average(cell => cell.Density), mass, degree);
    }
}
