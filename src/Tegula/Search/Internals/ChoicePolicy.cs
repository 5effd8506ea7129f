using Tegula.Compute;

namespace Tegula.Search.Internals;

/// <summary>A distribution over tuples of choices: an independent softmax over the options of each choice.</summary>
/// <remarks>Exponentials and logarithms are those of <see cref="DeterministicMath"/>, so a policy has the same bits on every machine.</remarks>
internal sealed class ChoicePolicy
{
    private readonly int[] _counts;
    private readonly int[] _firsts;
    private readonly double[] _logits;
    private readonly double[] _logProbabilities;

    /// <summary>The policy of given logits.</summary>
    /// <param name="counts">Options of each choice.</param>
    /// <param name="logits">One for each option, choice after choice.</param>
    public ChoicePolicy(IReadOnlyList<int> counts, IReadOnlyList<double> logits)
    {
        _counts = [.. counts];
        _firsts = new int[_counts.Length];
        for (var choice = 1; choice < _counts.Length; choice++)
            _firsts[choice] = _firsts[choice - 1] + _counts[choice - 1];
        if (logits.Count != _counts.Sum())
            throw new ArgumentException($"the saved policy has {logits.Count} logits, but the space has {_counts.Sum()} options");
        _logits = [.. logits];
        _logProbabilities = new double[_logits.Length];
        Normalize();
    }

    /// <summary>One for each option, choice after choice.</summary>
    public IReadOnlyList<double> Logits => _logits;

    /// <summary>Entropy in nats: the sum over the choices, at least 0.</summary>
    public double Entropy
    {
        get
        {
            var sum = 0.0;
            foreach (var logProbability in _logProbabilities)
                sum -= DeterministicMath.Exp(logProbability) * logProbability;
            return Math.Max(0, sum);
        }
    }

    /// <summary>Natural logarithm of the probability of a tuple.</summary>
    public double LogProbability(ReadOnlySpan<int> choices)
    {
        var sum = 0.0;
        for (var choice = 0; choice < _counts.Length; choice++)
            sum += _logProbabilities[_firsts[choice] + choices[choice]];
        return sum;
    }

    /// <summary>Adds the gradient of a tuple's log-probability with respect to the logits: 1 at the options taken, minus every option's probability.</summary>
    /// <param name="choices">The tuple.</param>
    /// <param name="weight">Factor on the gradient.</param>
    /// <param name="gradient">As long as <see cref="Logits"/>; added to.</param>
    public void AddGradient(ReadOnlySpan<int> choices, double weight, Span<double> gradient)
    {
        for (var option = 0; option < gradient.Length; option++)
            gradient[option] -= weight * DeterministicMath.Exp(_logProbabilities[option]);
        for (var choice = 0; choice < _counts.Length; choice++)
            gradient[_firsts[choice] + choices[choice]] += weight;
    }

    /// <summary>Adds a step to the logits.</summary>
    public void Move(ReadOnlySpan<double> step)
    {
        for (var option = 0; option < step.Length; option++)
            _logits[option] += step[option];
        Normalize();
    }

    /// <summary>A random tuple; consumes one double for each choice.</summary>
    public int[] Sample(RandomStream random)
    {
        var choices = new int[_counts.Length];
        for (var choice = 0; choice < choices.Length; choice++)
        {
            var rest = random.NextDouble();
            var option = 0;
            while (option < _counts[choice] - 1 && (rest -= DeterministicMath.Exp(_logProbabilities[_firsts[choice] + option])) >= 0)
                option++;
            choices[choice] = option;
        }

        return choices;
    }

    /// <summary>All tuples, the most likely first; equal options of a choice in their order.</summary>
    /// <remarks>
    /// Best-first search: each tuple of places (0 = the likeliest option of a choice) is reached from the one whose last place above 0 is one lower, which
    /// is never less likely, so that no tuple is met twice and none too late.
    /// </remarks>
    public IEnumerable<int[]> MostLikelyFirst()
    {
        int[][] orders =
        [
            .. _counts.Select((count, choice) =>
                Enumerable.Range(0, count).OrderByDescending(option => _logProbabilities[_firsts[choice] + option]).ToArray()),
        ];
        var open = new PriorityQueue<(int[] Places, int Last), (double Cost, int Number)>();
        var met = 0;
        open.Enqueue((new int[_counts.Length], 0), (0, met++));
        while (open.TryDequeue(out var node, out _))
        {
            yield return [.. node.Places.Select((place, choice) => orders[choice][place])];
            for (var choice = node.Last; choice < _counts.Length; choice++)
            {
                if (node.Places[choice] + 1 == _counts[choice])
                    continue;
                int[] next = [.. node.Places];
                next[choice]++;
                open.Enqueue((next, choice), (Cost(next), met++));
            }
        }

        double Cost(int[] places)
        {
            var sum = 0.0;
            for (var choice = 0; choice < places.Length; choice++)
                sum += _logProbabilities[_firsts[choice] + orders[choice][0]] - _logProbabilities[_firsts[choice] + orders[choice][places[choice]]];
            return sum;
        }
    }

    private void Normalize()
    {
        for (var choice = 0; choice < _counts.Length; choice++)
        {
            var logits = _logits.AsSpan(_firsts[choice], _counts[choice]);
            var largest = double.NegativeInfinity;
            foreach (var logit in logits)
                largest = Math.Max(largest, logit);
            var sum = 0.0;
            foreach (var logit in logits)
                sum += DeterministicMath.Exp(logit - largest);
            var logarithm = DeterministicMath.Log(sum);
            for (var option = 0; option < logits.Length; option++)
                _logProbabilities[_firsts[choice] + option] = logits[option] - largest - logarithm;
        }
    }
}
