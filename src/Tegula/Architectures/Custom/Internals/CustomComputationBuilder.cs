using System.Collections.Immutable;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>Derives the <see cref="CustomComputation"/> of a cell or supernet; one object does it once.</summary>
internal sealed class CustomComputationBuilder
{
    // Skips copy the sum in front of them: in a deep cell it would double with every node.
    private const int MostTerms = 64;
    private const int LargestDivisor = 1 << 20;
    private const int MostOrders = 1_000;

    private readonly CustomSpaceDefinition _definition;
    private readonly List<(int Operation, CellTerm[] Terms)> _operations = [];
    private readonly CellTerm[][] _outputs;

    /// <summary>Numbers the operations.</summary>
    /// <param name="definition">The space.</param>
    /// <param name="operations">The operations of each edge, one for a cell.</param>
    public CustomComputationBuilder(CustomSpaceDefinition definition, Func<int, ReadOnlySpan<int>> operations)
    {
        _definition = definition;
        var nodes = new CellTerm[definition.Cell.Nodes][];
        nodes[0] = [new(0)];
        var terms = new List<CellTerm>();
        int edge = 0;
        for (int target = 1; target < nodes.Length; target++)
        {
            terms.Clear();
            for (; edge < definition.Edges.Length && definition.Edges[edge].Target == target; edge++)
                AddEdge(terms, nodes[definition.Edges[edge].Source], operations(edge));
            nodes[target] = [.. terms];
            Array.Sort(nodes[target]);
            if (nodes[target].Length > MostTerms || nodes[target].Any(term => term.Divisor > LargestDivisor))
                nodes[target] = [new(NumberOf(CustomStep.Sum, nodes[target], isShared: true))];
        }

        CellTerm[][] handedOn = definition.Cell.Output == CellOutput.Last ? [nodes[^1]] : nodes[1..^1];
        _outputs = [.. handedOn.Where(terms => terms.Length > 0)];
    }

    public CustomComputation Build()
    {
        var signatures = new OperationSignatures(_operations);
        int[] live = signatures.Sorted(Live(), out List<(int Start, int Length)> ties);
        int[] order = live;
        string key = KeyOf(live);
        if (ties.Count > 0 && TiedOrders.Count(ties) <= MostOrders)
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

    private void AddEdge(List<CellTerm> terms, CellTerm[] source, ReadOnlySpan<int> operations)
    {
        foreach (int operation in operations)
        {
            ResolvedOperation resolved = _definition.ResolvedOperations[operation];
            if (resolved.IsCut || source.Length == 0)
                continue;
            if (!resolved.IsIdentity)
            {
                terms.Add(new(NumberOf(operation, source, !resolved.HasParameters), operations.Length));
                continue;
            }

            foreach (CellTerm term in source)
                terms.Add(term with { Divisor = term.Divisor * operations.Length });
        }
    }

    /// <summary>The number of an operation on a value; one without weights is the same wherever it reads the same.</summary>
    private int NumberOf(int operation, CellTerm[] value, bool isShared)
    {
        if (isShared)
        {
            int same = _operations.FindIndex(known => known.Operation == operation && known.Terms.AsSpan().SequenceEqual(value));
            if (same >= 0)
                return same + 1;
        }

        _operations.Add((operation, value));
        return _operations.Count;
    }

    /// <summary>The numbers (1, 2 ...) of the operations that the outputs need.</summary>
    private IEnumerable<int> Live()
    {
        var isLive = new bool[_operations.Count + 1];
        foreach (CellTerm term in _outputs.SelectMany(terms => terms))
            isLive[term.Operation] = true;
        for (int number = _operations.Count; number > 0; number--)
        {
            if (!isLive[number])
                continue;
            foreach (CellTerm read in _operations[number - 1].Terms)
                isLive[read.Operation] = true;
        }

        return Enumerable.Range(1, _operations.Count).Where(number => isLive[number]);
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
        IEnumerable<string> operations =
            order.Select(number => _operations[number - 1]).Select(item => $"{NameOf(item.Operation)}({SumOf(item.Terms, places)}) ");
        return $"{string.Concat(operations)}> {(_outputs.Length == 0 ? "zero" : string.Join(" | ", OutputsIn(places).Select(output => output.Text)))}";
    }

    private string NameOf(int operation) => operation == CustomStep.Sum ? "sum" : _definition.Operations[operation].Name;

    private static string SumOf(CellTerm[] terms, int[] places) => string.Join('+', CellTerms.Renumber(terms, places));

    // Which of several joined nodes comes first is a matter of the projection's weights.
    private IEnumerable<(string Text, CellTerm[] Terms)> OutputsIn(int[] places) =>
        _outputs.Select(terms => (SumOf(terms, places), terms)).OrderBy(output => output.Item1, StringComparer.Ordinal);

    private CustomComputation Number(int[] order, string key)
    {
        int[] places = PlacesIn(order);

        // An operation reads only smaller terms, so that the first appearance in the order of the operations is a topological order too.
        List<ImmutableArray<CellTerm>> values = [[new(0)]];
        ImmutableArray<CustomStep> steps =
            [.. order.Select(number => new CustomStep(_operations[number - 1].Operation, IndexOf(CellTerms.Renumber(_operations[number - 1].Terms, places))))];
        ImmutableArray<int> outputs = [.. OutputsIn(places).Select(output => IndexOf(CellTerms.Renumber(output.Terms, places)))];
        return new CustomComputation(_definition, steps, [.. values], outputs, key);

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
