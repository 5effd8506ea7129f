using Tegula.Architectures;
using Tegula.Compute;

namespace Tegula.Tests.Spaces;

/// <summary>The same DARTS cell in other words.</summary>
internal static class DartsShuffling
{
    /// <summary>The same cell with its pairs exchanged at random and its nodes in another possible order.</summary>
    public static DartsCell Shuffle(DartsCell cell, RandomStream random)
    {
        int[] order = [.. Enumerable.Range(DartsCell.InputCount, cell.IntermediateNodes)];
        do
        {
            random.Shuffle<int>(order);
        }
        while (!IsPossible(cell, order));

        return Reorder(cell, order, () => random.NextInt(2) == 0);
    }

    /// <summary>Whether every node comes after those that it reads.</summary>
    public static bool IsPossible(DartsCell cell, int[] order) => order.Select((node, place) => (node, place)).All(item =>
        cell.Edges.AsSpan((2 * item.node) - 4, 2).ToArray().All(edge => edge.Source < 2 || Array.IndexOf(order, edge.Source) < item.place));

    /// <summary>The cell with its nodes in another order.</summary>
    public static DartsCell Reorder(DartsCell cell, int[] order, Func<bool> exchanges)
    {
        var edges = new List<DartsEdge>();
        foreach (int node in order)
        {
            DartsEdge[] pair = [cell.Edges[(2 * node) - 4], cell.Edges[(2 * node) - 3]];
            if (exchanges())
                Array.Reverse(pair);
            edges.AddRange(pair.Select(edge => edge with { Source = edge.Source < 2 ? edge.Source : 2 + Array.IndexOf(order, edge.Source) }));
        }

        return new(edges, cell.Concatenated.Select(node => 2 + Array.IndexOf(order, node)).Order());
    }
}
