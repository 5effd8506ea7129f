using System.Collections.Concurrent;
using Tegula.Compute;

namespace Tegula.Spaces;

/// <summary>
/// The part of a space that a filter lets through: in front of any search method, since a method sees nothing but its space. Counts what it turns away.
/// </summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <param name="space">The whole space.</param>
/// <param name="keeps">The filter; pure and safe to use from several threads.</param>
public class FilteredSpace<TArchitecture>(ISearchSpace<TArchitecture> space, Func<TArchitecture, bool> keeps) : ISearchSpace<TArchitecture>
    where TArchitecture : class
{
    // A space in which so many draws in a row are turned away has, for all practical purposes, nothing to offer.
    private const int MaxDraws = 100_000;

    // All neighbours of an architecture may lie outside; then a fresh sample takes the place of a mutation.
    private const int MaxMutations = 1_000;

    private readonly ConcurrentDictionary<string, bool> _keysTurnedAway = [];
    private long _turnedAway;
    private long? _count;

    /// <inheritdoc/>
    public string Id => space.Id;

    /// <summary>Draws and mutations that this filter, or one that stands before it, has turned away so far.</summary>
    public long TurnedAway => OwnTurnedAway + space.TurnedAway;

    /// <summary>Draws and mutations that this filter has turned away so far.</summary>
    public long OwnTurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Distinct computations among those that this filter has turned away.</summary>
    public int DistinctTurnedAway => _keysTurnedAway.Count;

    /// <inheritdoc/>
    public long? Count => space.Count is null ? null : _count ??= Enumerate().LongCount();

    /// <inheritdoc/>
    public IEnumerable<TArchitecture> Enumerate() => space.Enumerate().Where(keeps);

    /// <summary>A random architecture that the filter keeps, every one as likely as any other.</summary>
    /// <exception cref="InvalidOperationException">None was found.</exception>
    public TArchitecture Sample(RandomStream random) => FirstKept(() => space.Sample(random), MaxDraws)
        ?? throw new InvalidOperationException($"the filter keeps none of {MaxDraws} random architectures of space '{Id}'; widen it");

    /// <summary>A random neighbour that the filter keeps; where there seems to be none, a random architecture.</summary>
    public TArchitecture Mutate(TArchitecture architecture, RandomStream random) =>
        FirstKept(() => space.Mutate(architecture, random), MaxMutations) ?? Sample(random);

    /// <inheritdoc/>
    public TArchitecture Parse(string text) => space.Parse(text);

    /// <inheritdoc/>
    public string Format(TArchitecture architecture) => space.Format(architecture);

    /// <inheritdoc/>
    public string ComputationKey(TArchitecture architecture) => space.ComputationKey(architecture);

    /// <inheritdoc/>
    public int Distance(TArchitecture left, TArchitecture right) => space.Distance(left, right);

    /// <inheritdoc/>
    public IReadOnlyList<int> ChoiceCounts => space.ChoiceCounts;

    /// <inheritdoc/>
    public TArchitecture FromChoices(ReadOnlySpan<int> choices) => space.FromChoices(choices);

    /// <inheritdoc/>
    public int[] ToChoices(TArchitecture architecture) => space.ToChoices(architecture);

    /// <summary>Whether the filter keeps it; counts it where not.</summary>
    public bool Admits(TArchitecture architecture)
    {
        if (!space.Admits(architecture))
            return false;
        if (keeps(architecture))
            return true;
        Interlocked.Increment(ref _turnedAway);
        _keysTurnedAway.TryAdd(space.ComputationKey(architecture), true);
        return false;
    }

    private TArchitecture? FirstKept(Func<TArchitecture> draw, int tries)
    {
        for (int i = 0; i < tries; i++)
        {
            TArchitecture candidate = draw();
            if (Admits(candidate))
                return candidate;
        }

        return null;
    }
}
