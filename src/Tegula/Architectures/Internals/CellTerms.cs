using System.Collections.Immutable;

namespace Tegula.Architectures.Internals;

/// <summary>Sums of terms, whatever cell they belong to.</summary>
internal static class CellTerms
{
    /// <summary>The terms with other numbers of their operations, in order.</summary>
    /// <param name="terms">The summands.</param>
    /// <param name="places">The new number of each operation.</param>
    public static ImmutableArray<CellTerm> Renumber(CellTerm[] terms, int[] places)
    {
        var renumbered = new CellTerm[terms.Length];
        for (int i = 0; i < terms.Length; i++)
            renumbered[i] = terms[i] with { Operation = places[terms[i].Operation] };
        Array.Sort(renumbered);
        return [.. renumbered];
    }
}
