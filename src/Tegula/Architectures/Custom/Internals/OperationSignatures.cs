using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>
/// A signature for each operation: its expression, written out down to the input, which any renumbering leaves alone. Where that would be long its hash stands
/// for it, and the length that it would have is kept.
/// </summary>
internal sealed class OperationSignatures
{
    private const int LongestText = 512;

    private readonly string[] _texts;
    private readonly BigInteger[] _lengths;

    /// <summary>Writes the signatures.</summary>
    /// <param name="operations">The operations; the terms of each name earlier ones, counted from 1, or the input, 0.</param>
    public OperationSignatures(IReadOnlyList<(int Operation, CellTerm[] Terms)> operations)
    {
        _texts = new string[operations.Count + 1];
        _lengths = new BigInteger[operations.Count + 1];
        (_texts[0], _lengths[0]) = ("0", 1);
        for (int number = 1; number < _texts.Length; number++)
        {
            (int operation, CellTerm[] terms) = operations[number - 1];
            string[] inner = [.. terms.Select(term => _texts[term.Operation] + Suffix(term))];
            Array.Sort(inner, StringComparer.Ordinal);
            string head = operation.ToString(CultureInfo.InvariantCulture);
            string text = $"{head}({string.Join('+', inner)})";
            _lengths[number] = terms.Aggregate(
                (BigInteger)(head.Length + 1 + terms.Length), (sum, term) => sum + _lengths[term.Operation] + Suffix(term).Length);
            _texts[number] = _lengths[number] <= LongestText ? text : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
    }

    /// <summary>
    /// Operations in the order of their signatures. What an operation reads is part of its signature, hence shorter: the shortest first is a topological order.
    /// </summary>
    /// <param name="numbers">Numbers of operations, from 1.</param>
    /// <param name="ties">Runs of equal signature.</param>
    public int[] Sorted(IEnumerable<int> numbers, out List<(int Start, int Length)> ties)
    {
        List<int> sorted = [.. numbers];
        sorted.Sort(Compare);
        ties = [];
        for (int start = 0, end; start < sorted.Count; start = end)
        {
            for (end = start + 1; end < sorted.Count && Compare(sorted[start], sorted[end]) == 0;)
                end++;
            if (end - start > 1)
                ties.Add((start, end - start));
        }

        return [.. sorted];
    }

    private static string Suffix(CellTerm term) => term.Divisor == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{term.Divisor}");

    private int Compare(int left, int right)
    {
        int byLength = _lengths[left].CompareTo(_lengths[right]);
        return byLength != 0 ? byLength : string.CompareOrdinal(_texts[left], _texts[right]);
    }
}
