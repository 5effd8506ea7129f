using Tegula.Architectures.Custom;
using Tegula.Architectures.Custom.Internals;
using Tegula.Topology;

namespace Tegula.Spaces.Custom.Internals;

/// <summary>What constraints ask of the paths of a cell, counted without making its graph; the numbers are those of <see cref="PathStatistics"/>.</summary>
/// <param name="Paths">Paths from the input to the output; with 16 nodes at most 2^14.</param>
/// <param name="ParameterizedPaths">Those with at least one operation that has weights.</param>
/// <param name="TotalDepth">Sum over paths of their operations with weights.</param>
internal readonly record struct CellPaths(long Paths, long ParameterizedPaths, long TotalDepth)
{
    /// <summary>See <see cref="PathStatistics.EffectiveDepth"/>.</summary>
    public double EffectiveDepth => Paths == 0 ? 0 : (double)TotalDepth / Paths;

    /// <summary>See <see cref="PathStatistics.EffectiveWidth"/>.</summary>
    public double EffectiveWidth => TotalDepth == 0 ? 0 : ParameterizedPaths / EffectiveDepth;

    /// <summary>Counts the paths of the cell with these operations on its edges.</summary>
    public static CellPaths Of(CustomSpaceDefinition definition, ReadOnlySpan<int> operations)
    {
        int output = definition.Cell.Nodes - 1;
        Span<long> paths = stackalloc long[CustomCellShape.MaxNodes];
        Span<long> free = stackalloc long[CustomCellShape.MaxNodes];
        Span<long> depth = stackalloc long[CustomCellShape.MaxNodes];
        paths.Clear();
        free.Clear();
        depth.Clear();
        (paths[0], free[0]) = (1, 1);
        for (int edge = 0; edge < operations.Length; edge++)
        {
            ResolvedOperation operation = definition.ResolvedOperations[operations[edge]];
            if (operation.IsCut)
                continue;
            (int source, int target) = (definition.Edges[edge].Source, definition.Edges[edge].Target);
            paths[target] += paths[source];
            free[target] += operation.HasWeights ? 0 : free[source];
            depth[target] += depth[source] + (operation.HasWeights ? paths[source] : 0);
        }

        for (int node = 1; definition.Cell.Output == CellOutput.Concatenate && node < output; node++)
        {
            paths[output] += paths[node];
            free[output] += free[node];
            depth[output] += depth[node];
        }

        return new(paths[output], paths[output] - free[output], depth[output]);
    }
}
