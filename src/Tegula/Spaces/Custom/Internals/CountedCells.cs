using System.Collections.Immutable;
using Tegula.Architectures.Custom;
using Tegula.Compute;

namespace Tegula.Spaces.Custom.Internals;

/// <summary>
/// The cells of a space that carry operations on as many edges as at-least and at-most ask for, other constraints left aside: counted edge by edge over how
/// often each of these operations has come up, and drawn in the same way, each as likely as any other.
/// </summary>
internal sealed class CountedCells
{
    // 8 MB; spaces with many such constraints of large numbers go beyond.
    private const double MostEntries = 1_000_000;

    private const int Dead = -1;

    private readonly ImmutableArray<ImmutableArray<int>> _candidates;

    // For each operation; null where nothing is asked of it.
    private readonly Limit?[] _limits;

    // For each edge and each state: in how many ways it and the edges behind it can be completed; at most 30^120, which a double holds.
    private readonly double[][] _ways;

    private CountedCells(ImmutableArray<ImmutableArray<int>> candidates, Limit?[] limits, int states)
    {
        _candidates = candidates;
        _limits = limits;
        _ways = new double[candidates.Length + 1][];
        _ways[^1] = [.. Enumerable.Range(0, states).Select(state => limits.All(limit => limit is null || limit.DigitOf(state) >= limit.Least) ? 1.0 : 0)];
        for (int edge = candidates.Length - 1; edge >= 0; edge--)
        {
            double[] next = _ways[edge + 1];
            var ways = new double[states];
            for (int state = 0; state < states; state++)
            {
                foreach (int operation in candidates[edge])
                    ways[state] += Next(state, operation) is >= 0 and var after ? next[after] : 0;
            }

            _ways[edge] = ways;
        }
    }

    /// <summary>How many there are, rounded where there are more than 2^53; 0 where the numbers contradict each other.</summary>
    public double Count => _ways[0][0];

    /// <summary>The cells of a space; null where nothing of that kind is asked, or more would have to be kept than can be.</summary>
    public static CountedCells? Of(CustomSpaceDefinition definition)
    {
        CustomConstraints constraints = definition.Constraints;
        var limits = new Limit?[definition.Operations.Length];
        double states = 1;
        foreach (string name in constraints.AtLeast.Keys.Union(constraints.AtMost.Keys))
        {
            int operation = definition.IndexOf(name);
            int carriers = definition.Candidates.Count(edge => edge.Contains(operation));
            int least = constraints.AtLeast.GetValueOrDefault(name);
            int most = constraints.AtMost.GetValueOrDefault(name, int.MaxValue);
            if (least == 0 && most >= carriers)
                continue;
            limits[operation] = new Limit((int)states, least, most < carriers ? most : null);
            states *= limits[operation]!.Cap + 1.0;
            if (states * (definition.Candidates.Length + 1) > MostEntries)
                return null;
        }

        return Array.TrueForAll(limits, limit => limit is null) ? null : new(definition.Candidates, limits, (int)states);
    }

    /// <summary>The operations of a random one.</summary>
    public int[] Draw(RandomStream random)
    {
        var operations = new int[_candidates.Length];
        int state = 0;
        for (int edge = 0; edge < operations.Length; edge++)
        {
            double place = random.NextDouble() * _ways[edge][state];
            int chosen = Dead;
            foreach (int operation in _candidates[edge])
            {
                double ways = Next(state, operation) is >= 0 and var after ? _ways[edge + 1][after] : 0;
                if (ways == 0)
                    continue;
                chosen = operation;
                if (place < ways)
                    break;
                place -= ways;
            }

            operations[edge] = chosen;
            state = Next(state, chosen);
        }

        return operations;
    }

    private int Next(int state, int operation)
    {
        if (_limits[operation] is not { } limit)
            return state;
        return limit.DigitOf(state) < limit.Cap ? state + limit.Stride
            : limit.Most is null ? state
            : Dead;
    }

    // A state is a number with a digit for each operation of which something is asked: how often it has come up, up to what has to be known.
    private sealed record Limit(int Stride, int Least, int? Most)
    {
        public int Cap { get; } = Most ?? Least;

        public int DigitOf(int state) => state / Stride % (Cap + 1);
    }
}
