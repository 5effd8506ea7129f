using Tegula.Architectures;
using Tegula.Compute;

namespace Tegula.Spaces;

/// <summary>
/// Variants of a cell pair: with random connections, with random operations, and with the widest and shallowest connections. Both cells change; the
/// nodes that the output concatenates stay.
/// </summary>
/// <remarks>
/// <para>Source: 002_18e5d33089871091.txt, App. A.2, Sec. 5 and Fig. 25.</para>
/// <para>
/// What the output concatenates is left alone, since the paper replaces sources and operations only. Where it does not concatenate all nodes (AmoebaNet),
/// a variant may hold a node that nothing reads, see <see cref="DartsCell.UnusedNodes"/>; such nodes have parameters and add no width. In this way the
/// parameters of all ten networks of Table 1 come out, and also the width 3c that Fig. 25 gives to AmoebaNet, although the text calls 5c the largest.
/// </para>
/// </remarks>
public static class CellVariants
{
    /// <summary>
    /// Operations and the order of nodes stay; each edge reads a uniformly random earlier node of its cell, inputs included, independent of the others.
    /// </summary>
    /// <param name="genotype">The original.</param>
    /// <param name="seed">The seed of all variants.</param>
    /// <param name="index">Which of them, at least 0; each is a function of seed and index alone.</param>
    public static DartsGenotype RandomConnections(DartsGenotype genotype, ulong seed, int index)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var random = new RandomStream(seed, "variants/connections", (ulong)index);
        return Replace(genotype, (edge, place) => edge with { Source = random.NextInt(DartsCell.TargetOf(place)) });
    }

    /// <summary>Connections stay; each edge has a uniformly random operation, independent of the others.</summary>
    /// <param name="genotype">The original.</param>
    /// <param name="candidates">
    /// The operations to draw from, at least one. <see cref="DartsOperations.Candidates"/> is what the paper must have used for all cells: it gives ENAS
    /// and NASNet variants of equal sizes, all below 4 M (Table 3), and a few edges with <c>conv_7x1_1x7</c> exceed that.
    /// </param>
    /// <param name="seed">The seed of all variants.</param>
    /// <param name="index">Which of them, at least 0; each is a function of seed and index alone.</param>
    /// <exception cref="ArgumentException">There is no candidate.</exception>
    public static DartsGenotype RandomOperations(DartsGenotype genotype, IReadOnlyList<DartsOperation> candidates, ulong seed, int index)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (candidates.Count == 0)
            throw new ArgumentException("there is no operation to draw from; give at least one candidate");
        var random = new RandomStream(seed, "variants/operations", (ulong)index);
        return Replace(genotype, (edge, _) => edge with { Operation = candidates[random.NextInt(candidates.Count)] });
    }

    /// <summary>
    /// Operations stay; the two edges of every node read the two inputs, as in the normal cell of SNAS. No connections are shallower, and none are wider,
    /// among cells that concatenate the same nodes.
    /// </summary>
    public static DartsGenotype Adapted(DartsGenotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return Replace(genotype, (edge, place) => edge with { Source = place % DartsCell.EdgesPerNode });
    }

    private static DartsGenotype Replace(DartsGenotype genotype, Func<DartsEdge, int, DartsEdge> edge) =>
        new(Replace(genotype.Normal, edge), Replace(genotype.Reduce, edge));

    private static DartsCell Replace(DartsCell cell, Func<DartsEdge, int, DartsEdge> edge) => new(cell.Edges.Select(edge), cell.Concatenated);
}
