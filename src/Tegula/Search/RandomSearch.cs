using System.Diagnostics.CodeAnalysis;
using Tegula.Compute;

namespace Tegula.Search;

/// <summary>Random search as NAS-WOT does it: architectures drawn uniformly, no computation twice; the answer is the best of them all.</summary>
/// <remarks>
/// The answer has the smallest cost within the whole history (003_fe8fa0e5c804e1de.txt, the sampling baseline of Table 2); of equals, the one asked for
/// first, so that the order in which scores are told does not matter.
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public sealed class RandomSearch<TArchitecture> : SearchMethod<TArchitecture>
    where TArchitecture : class
{
    // After this many draws in a row that were all known, the space is nearly used up and listing what is left is the cheaper way.
    private const int DrawsBeforeListing = 256;

    private readonly SortedDictionary<int, Observation<TArchitecture>> _observed = [];
    private readonly HashSet<string> _asked = [];

    /// <summary>A search at its beginning.</summary>
    public RandomSearch(SearchContext<TArchitecture> context)
        : base(context)
    {
    }

    /// <summary>A search that goes on from a saved state.</summary>
    /// <exception cref="ArgumentException">The state does not fit the context.</exception>
    public RandomSearch(SearchContext<TArchitecture> context, RandomSearchState state)
        : base(context, state)
    {
        foreach (var observed in state.Observed)
            _observed.Add(observed.Number, Restore(observed));
        _asked.UnionWith(_observed.Values.Select(observation => context.Space.ComputationKey(observation.Architecture)));
        _asked.UnionWith(Outstanding.Select(proposal => context.Space.ComputationKey(proposal.Architecture)));
    }

    /// <inheritdoc/>
    public override string Id => SearchMethods.Random;

    /// <inheritdoc/>
    public override TArchitecture? Derive() => BestOf([.. _observed.Values])?.Architecture;

    /// <inheritdoc/>
    protected override bool TryPropose(int number, RandomStream random, [MaybeNullWhen(false)] out TArchitecture architecture)
    {
        for (var draw = 0; draw < DrawsBeforeListing; draw++)
        {
            architecture = Context.Space.Sample(random);
            if (_asked.Add(Context.Space.ComputationKey(architecture)))
                return true;
        }

        if (Context.Space.Count is null)
        {
            architecture = null;
            return false;
        }

        var left = Context.Space.Enumerate().Where(candidate => !_asked.Contains(Context.Space.ComputationKey(candidate))).ToList();
        architecture = left.Count == 0 ? null : left[random.NextInt(left.Count)];
        return architecture is not null && _asked.Add(Context.Space.ComputationKey(architecture));
    }

    /// <inheritdoc/>
    protected override void Learn(Observation<TArchitecture> observation) => _observed.Add(observation.Number, observation);

    /// <inheritdoc/>
    protected override SearchState SaveOwn() => new RandomSearchState
    {
        Observed = [.. _observed.Values.Select(observation => new ObservedState(observation.Number, observation.Score))],
    };
}
