namespace Tegula.Spaces.Internals;

/// <summary>The rules of what a round of pruning may remove.</summary>
internal static class PruningRound
{
    /// <summary>The ids, each once.</summary>
    /// <exception cref="ArgumentException">An id is in none of the groups, or more are in a group than it gives.</exception>
    public static HashSet<int> Check(IReadOnlyList<PruningGroup> groups, IEnumerable<int> removals)
    {
        ArgumentNullException.ThrowIfNull(removals);
        HashSet<int> ids = [.. removals];
        foreach (int id in ids.Where(id => !groups.Any(group => group.Removals.Contains(id))))
            throw new ArgumentException($"{id} is in none of the {groups.Count} groups of which a round of pruning can take from this supernet");
        foreach (PruningGroup group in groups)
        {
            int[] taken = [.. group.Removals.Where(ids.Contains)];
            if (taken.Length > group.Take)
                throw new ArgumentException($"{string.Join(", ", taken)} are of one group, of which a round of pruning takes at most {group.Take}");
        }

        return ids;
    }
}
