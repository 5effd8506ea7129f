using System.Collections.Immutable;

namespace Tegula.Architectures.Internals;

/// <summary>Derives the canonical <see cref="CellComputation"/> of one cell or supernet.</summary>
/// <remarks>
/// Operations first get numbers as the cell lists them. Each then gets a signature, its expression written out down to the input, which any
/// renumbering leaves alone; operations are sorted by it. Only operations of equal signature can still be exchanged (two convolutions of the same
/// kind on equal expressions): of all their orders, the one with the smallest key is taken. There are at most 576 of them: four edges can read one value,
/// when the fifth is a skip in front of them, each with a convolution of both kinds.
/// </remarks>
internal sealed class CellComputationBuilder
{
    private readonly List<(NasBench201Operation Kind, CellTerm[] Terms)> _operations = [];
    private readonly CellTerm[] _output;

    /// <summary>Numbers the operations.</summary>
    /// <param name="operations">The operations of each of the six edges, one for a cell.</param>
    public CellComputationBuilder(Func<int, ReadOnlySpan<NasBench201Operation>> operations)
    {
        var nodes = new CellTerm[NasBench201Cell.NodeCount][];
        nodes[0] = [new(0)];
        var terms = new List<CellTerm>();
        for (int target = 1; target < nodes.Length; target++)
        {
            terms.Clear();
            for (int source = 0; source < target; source++)
            {
                ReadOnlySpan<NasBench201Operation> parts = operations(NasBench201Cell.EdgeIndex(source, target));
                foreach (NasBench201Operation operation in parts)
                {
                    if (operation == NasBench201Operation.None || nodes[source].Length == 0)
                        continue;
                    if (operation == NasBench201Operation.SkipConnect)
                        AddDivided(terms, nodes[source], parts.Length);
                    else
                        terms.Add(new(NumberOf(operation, nodes[source]), parts.Length));
                }
            }

            nodes[target] = [.. terms];
            Array.Sort(nodes[target]);
        }

        _output = nodes[^1];
    }

    public CellComputation Build()
    {
        int[] live = LiveInSignatureOrder(out List<(int Start, int Length)> ties);
        int[] order = live;
        string key = KeyOf(live);
        if (ties.Count > 0)
        {
            foreach (int[] candidate in TiedOrders.Of(live, ties))
            {
                string candidateKey = KeyOf(candidate);
                if (string.CompareOrdinal(candidateKey, key) < 0)
                    (key, order) = (candidateKey, (int[])candidate.Clone());
            }
        }

        return Number(order, key);
    }

    private static void AddDivided(List<CellTerm> terms, CellTerm[] summands, int divisor)
    {
        foreach (CellTerm summand in summands)
            terms.Add(summand with { Divisor = summand.Divisor * divisor });
    }

    /// <summary>The number of an operation on a value; a pooling has no weights, so that a second one on the same value is the first.</summary>
    private int NumberOf(NasBench201Operation kind, CellTerm[] value)
    {
        if (kind == NasBench201Operation.AvgPool3x3)
        {
            int same = _operations.FindIndex(operation => operation.Kind == kind && operation.Terms.AsSpan().SequenceEqual(value));
            if (same >= 0)
                return same + 1;
        }

        _operations.Add((kind, value));
        return _operations.Count;
    }

    /// <summary>The first numbers (1, 2 ...) of the operations that the output needs, sorted by signature, and the runs of equal signature.</summary>
    private int[] LiveInSignatureOrder(out List<(int Start, int Length)> ties)
    {
        var isLive = new bool[_operations.Count + 1];
        foreach (CellTerm term in _output)
            isLive[term.Operation] = true;
        for (int number = _operations.Count; number > 0; number--)
        {
            if (!isLive[number])
                continue;
            foreach (CellTerm read in _operations[number - 1].Terms)
                isLive[read.Operation] = true;
        }

        var signatures = new string[_operations.Count + 1];
        signatures[0] = "0";
        var live = new List<int>();
        for (int number = 1; number < signatures.Length; number++)
        {
            (NasBench201Operation kind, CellTerm[] terms) = _operations[number - 1];
            string[] inner = [.. terms.Select(read => read.Divisor == 1 ? signatures[read.Operation] : $"{signatures[read.Operation]}/{read.Divisor}")];
            Array.Sort(inner, StringComparer.Ordinal);
            signatures[number] = $"{(int)kind}({string.Join('+', inner)})";
            if (isLive[number])
                live.Add(number);
        }

        // What an operation reads is part of its signature, hence shorter: the shortest first is a topological order.
        live.Sort((left, right) => Compare(signatures[left], signatures[right]));
        ties = [];
        for (int start = 0; start < live.Count;)
        {
            int end = start + 1;
            while (end < live.Count && signatures[live[end]] == signatures[live[start]])
                end++;
            if (end - start > 1)
                ties.Add((start, end - start));
            start = end;
        }

        return [.. live];

        static int Compare(string left, string right) =>
            left.Length == right.Length ? string.CompareOrdinal(left, right) : left.Length.CompareTo(right.Length);
    }

    /// <summary>For each first number its place in the order, from 1 on; 0 for the input.</summary>
    private int[] PlacesIn(int[] order)
    {
        var places = new int[_operations.Count + 1];
        for (int place = 0; place < order.Length; place++)
            places[order[place]] = place + 1;
        return places;
    }

    private string KeyOf(int[] order)
    {
        int[] places = PlacesIn(order);
        IEnumerable<string> operations = order.Select(number =>
        {
            (NasBench201Operation kind, CellTerm[] terms) = _operations[number - 1];
            return $"{kind.Name()}({SumOf(terms)}) ";
        });
        return $"{string.Concat(operations)}> {SumOf(_output)}";

        string SumOf(CellTerm[] terms) => terms.Length == 0 ? "zero" : string.Join('+', CellTerms.Renumber(terms, places));
    }

    private CellComputation Number(int[] order, string key)
    {
        int[] places = PlacesIn(order);
        ImmutableArray<CellTerm>[] sources = [.. order.Select(number => CellTerms.Renumber(_operations[number - 1].Terms, places))];

        // An operation reads only smaller terms, so that the first appearance in the order of the operations is a topological order too.
        List<ImmutableArray<CellTerm>> values = [[new(0)]];
        var operations = ImmutableArray.CreateBuilder<CellOperation>(order.Length);
        for (int i = 0; i < order.Length; i++)
            operations.Add(new CellOperation(_operations[order[i] - 1].Kind, IndexOf(sources[i])));
        IndexOf(CellTerms.Renumber(_output, places));
        return new CellComputation(operations.MoveToImmutable(), [.. values], key);

        int IndexOf(ImmutableArray<CellTerm> value)
        {
            int index = values.FindIndex(known => known.AsSpan().SequenceEqual(value.AsSpan()));
            if (index >= 0)
                return index;
            values.Add(value);
            return values.Count - 1;
        }
    }
}
