namespace Tegula.Architectures.Internals;

/// <summary>The orders of operations that differ only among those which look the same.</summary>
internal static class TiedOrders
{
    /// <summary>How many there are; a large number where they are too many to count.</summary>
    public static double Count(List<(int Start, int Length)> ties) =>
        ties.Aggregate(1.0, (product, tie) => product * Enumerable.Range(1, tie.Length).Aggregate(1.0, (factorial, factor) => factorial * factor));

    /// <summary>All orders that permute within the ties.</summary>
    public static IEnumerable<int[]> Of(int[] order, List<(int Start, int Length)> ties) => Of(order, ties, 0);

    private static IEnumerable<int[]> Of(int[] order, List<(int Start, int Length)> ties, int tie) => tie == ties.Count
        ? [order]
        : Permutations(order, ties[tie].Start, ties[tie].Start + ties[tie].Length).SelectMany(permuted => Of(permuted, ties, tie + 1));

    private static IEnumerable<int[]> Permutations(int[] order, int start, int end)
    {
        if (start == end)
        {
            yield return order;
            yield break;
        }

        for (int other = start; other < end; other++)
        {
            var next = (int[])order.Clone();
            (next[start], next[other]) = (next[other], next[start]);
            foreach (int[] permuted in Permutations(next, start + 1, end))
                yield return permuted;
        }
    }
}
