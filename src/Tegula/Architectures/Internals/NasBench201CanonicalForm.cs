namespace Tegula.Architectures.Internals;

/// <summary>The string by which the benchmark calls two cells equal.</summary>
internal static class NasBench201CanonicalForm
{
    private const string Input = "0";
    private const string Zero = "#";

    /// <summary>
    /// A node's string is the ordinally sorted, '+'-joined list of its incoming terms: '#' for a cut edge or one that reads a node of string '#',
    /// the source's string for a skip, '(source)@operation' otherwise. A sum of several zeros is not '#': that is the benchmark's own rule.
    /// </summary>
    public static string Of(NasBench201Cell cell)
    {
        var nodes = new string[NasBench201Cell.NodeCount];
        nodes[0] = Input;
        for (int target = 1; target < nodes.Length; target++)
        {
            var terms = new string[target];
            for (int source = 0; source < target; source++)
            {
                string read = nodes[source];
                NasBench201Operation operation = cell[source, target];
                terms[source] = operation switch
                {
                    NasBench201Operation.None => Zero,
                    _ when read == Zero => Zero,
                    NasBench201Operation.SkipConnect => read,
                    _ => $"({read})@{operation.Name()}",
                };
            }

            Array.Sort(terms, StringComparer.Ordinal);
            nodes[target] = string.Join('+', terms);
        }

        return nodes[^1];
    }
}
