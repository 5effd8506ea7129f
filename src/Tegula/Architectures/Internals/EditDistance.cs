namespace Tegula.Architectures.Internals;

/// <summary>Levenshtein distance, to suggest a known name for a mistyped one.</summary>
internal static class EditDistance
{
    /// <summary>The fewest single-character insertions, deletions and replacements that turn one text into the other.</summary>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var row = new int[right.Length + 1];
        for (int column = 0; column < row.Length; column++)
            row[column] = column;

        for (int i = 0; i < left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < right.Length; j++)
            {
                int replaced = diagonal + (left[i] == right[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }

    /// <summary>The candidate with the smallest distance to the text; of several, the first.</summary>
    /// <exception cref="InvalidOperationException">There is no candidate.</exception>
    public static string Nearest(string text, IEnumerable<string> candidates) => candidates.MinBy(candidate => Between(text, candidate))
        ?? throw new InvalidOperationException("there is no candidate to compare with");
}
