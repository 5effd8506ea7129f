using Tegula.Architectures.Custom;
using Tegula.Architectures.Graphs;
using Tegula.Topology;

namespace Tegula.Spaces.Custom.Internals;

/// <summary>Every connectivity of an unconstrained own space, told apart only as far as paths are concerned.</summary>
internal static class CustomConnectivity
{
    private const double MostPatterns = 60_000;

    /// <summary>Whether the connectivities are few enough, and no constraint tells cells of one connectivity apart.</summary>
    public static bool CanCount(CustomSpaceDefinition definition) =>
        definition.Constraints.IsEmpty
        && ClassesOf(definition).Aggregate(1.0, (product, edge) => product * edge.Length) <= MostPatterns
        && definition.Candidates.Aggregate(1.0, (product, edge) => product * edge.Length) <= long.MaxValue / 2;

    /// <summary>All patterns of edges that are cut, have weights, or have none, each with the number of cells it stands for.</summary>
    public static IEnumerable<(PathStatistics Paths, long Count)> Counted(CustomSpaceDefinition definition)
    {
        (int Operation, long Count)[][] classes = ClassesOf(definition);
        IEnumerable<IEnumerable<int>> representatives = classes.Select(edge => edge.Select(item => item.Operation));
        foreach (CustomCell cell in CustomConstraintCheck.CellsOf(new(definition, representatives)))
        {
            long count = 1;
            for (int edge = 0; edge < classes.Length; edge++)
                count *= classes[edge].First(item => item.Operation == cell.Operations[edge]).Count;
            if (PathStatistics.Of(cell.ToGraph()) is { } paths)
                yield return (paths, count);
        }
    }

    private static (int Operation, long Count)[][] ClassesOf(CustomSpaceDefinition definition) =>
    [
        .. from edge in definition.Candidates
           select edge.GroupBy(operation => ClassOf(definition, operation)).Select(same => (same.First(), (long)same.Count())).ToArray(),
    ];

    private static OperationKind? ClassOf(CustomSpaceDefinition definition, int operation) =>
        definition.ResolvedOperations[operation] switch
        {
            { IsCut: true } => null,
            { HasWeights: true } => OperationKind.Convolution,
            _ => OperationKind.Identity,
        };
}
