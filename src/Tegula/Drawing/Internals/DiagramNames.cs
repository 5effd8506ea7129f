using Tegula.Architectures.Graphs;

namespace Tegula.Drawing.Internals;

/// <summary>How a diagram of characters calls operations and nodes.</summary>
/// <param name="Operations">What stands on a line, by the operation's name.</param>
/// <param name="NodeLength">Characters that the name of a node may have.</param>
internal sealed record DiagramNames(IReadOnlyDictionary<string, string> Operations, int NodeLength)
{
    private const int LongNode = 24;
    private const int ShortNode = 12;
    private const int LongOperation = 30;
    private const int WholeName = 6;
    private const int StemLength = 4;

    /// <summary>Ways to name things, each taking less room than the one before: whole names, shortened ones, letters.</summary>
    public static IEnumerable<DiagramNames> FromLongest(ArchitectureGraph graph)
    {
        string[] names = [.. graph.Edges.Where(edge => LabelShape.Needs(edge.Operation)).Select(edge => edge.Operation.Name).Distinct()];
        yield return new(Distinct(names, name => PlainName.Of(name, LongOperation)), LongNode);
        yield return new(Distinct(names, Short), ShortNode);
        yield return new(names.Index().ToDictionary(entry => entry.Item, entry => Letters(entry.Index)), ShortNode);
    }

    /// <summary>What the names on the lines stand for, where they are shortened: <c>sep3 = sep_conv_3x3, ...</c>; empty where all are whole.</summary>
    public string Key()
    {
        IEnumerable<string> entries = Operations.Select(entry => (Short: entry.Value, Whole: PlainName.Of(entry.Key)))
            .Where(entry => entry.Short != entry.Whole).Select(entry => $"{entry.Short} = {entry.Whole}");
        return string.Join(", ", entries);
    }

    /// <summary>The node as it is drawn: a sum in parentheses, a concatenation in brackets.</summary>
    public string Of(GraphNode node)
    {
        string name = PlainName.Of(node.Name, NodeLength);
        return node.Merge == NodeMerge.Concatenate ? $"[{name}]" : $"({name})";
    }

    // The first word and the first number: sep_conv_3x3 is sep3.
    private static string Short(string name)
    {
        string plain = PlainName.Of(name);
        if (plain.Length <= WholeName)
            return plain;
        string stem = string.Concat(plain.TakeWhile(char.IsLetter).Take(StemLength));
        string number = string.Concat(plain.SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(char.IsAsciiDigit).Take(2));
        return stem.Length + number.Length == 0 ? plain[..StemLength] : stem + number;
    }

    // Names that would be the same get a letter behind.
    private static Dictionary<string, string> Distinct(string[] names, Func<string, string> shorten)
    {
        var distinct = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in names.GroupBy(shorten).OrderByDescending(group => group.Count() == 1))
        {
            int letter = 0;
            foreach (string name in group)
            {
                string candidate = group.Count() == 1 ? group.Key : $"{group.Key}{Letters(letter++)}";
                while (!taken.Add(candidate))
                    candidate = $"{group.Key}{Letters(letter++)}";
                distinct.Add(name, candidate);
            }
        }

        return names.ToDictionary(name => name, name => distinct[name]);
    }

    private static string Letters(int index) => index < 26 ? $"{(char)('a' + index)}" : $"{Letters((index / 26) - 1)}{(char)('a' + (index % 26))}";
}
