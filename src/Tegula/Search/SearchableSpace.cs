using System.Collections.Concurrent;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Networks;
using Tegula.Networks.Custom;
using Tegula.Spaces;
using Tegula.Spaces.Custom;

namespace Tegula.Search;

/// <summary>A space with all that is known of it: the one place that search, scoring and analysis look at. Safe to use from several threads.</summary>
public abstract class SearchableSpace
{
    private const string SupernetSuffix = "-supernet";

    private static readonly SearchableSpace[] BuiltIn =
    [
        Of<NasBench201Cell, NasBench201Supernet>(new(
            NasBench201Space.Instance,
            NasBench201Space.Instance,
            NasBench201IndicatorNetworks.Instance,
            NasBench201SupernetSpace.Instance,
            NasBench201SupernetNetworks.Instance,
            supernet => supernet.Single,
            NasBench201SupernetSpace.Cheapest,
            (supernet, isWithin) => isWithin(NasBench201SupernetSpace.Cheapest(supernet)),
            PruningBatch: 72,
            ReinforceOptions.DefaultLearningRate)),
        Of<DartsGenotype, DartsSupernet>(new(
            DartsSpace.Instance,
            DartsSpace.Instance,
            DartsIndicatorNetworks.Instance,
            DartsSupernetSpace.Instance,
            DartsSupernetNetworks.Instance,
            supernet => supernet.Single,
            DartsSupernetSpace.Cheapest,
            (supernet, isWithin) => isWithin(DartsSupernetSpace.Cheapest(supernet)),
            PruningBatch: 14,
            ReinforceOptions.DartsLearningRate)),
    ];

    private static readonly ConcurrentDictionary<string, SearchableSpace> OwnSpaces = new();

    /// <summary>Id of the space.</summary>
    public abstract string Id { get; }

    /// <summary>Id of the space of its supernets.</summary>
    public abstract string SupernetId { get; }

    /// <summary>Whether it is an own space, not a built-in one.</summary>
    public bool IsOwn => SpaceRegistry.Find(Id)?.Own is not null;

    /// <summary>Learning rate of <see cref="ReinforceSearch{TArchitecture}"/> in this space.</summary>
    public abstract double LearningRate { get; }

    /// <summary>By what rows and columns of an image must be divisible: see <see cref="IIndicatorNetworks{TArchitecture}.SizeMultiple"/>.</summary>
    public abstract int SizeMultiple { get; }

    /// <summary>How many architectures there are; null where they cannot be listed.</summary>
    public abstract long? Count { get; }

    /// <summary>Steps in which <see cref="PruningSearch{TSupernet}"/> comes to its end, or more.</summary>
    public abstract int PruningSteps { get; }

    /// <summary>Least parameters and least MACs of the network of any architecture; the two need not be of the same one.</summary>
    public abstract NetworkCost LeastCost { get; }

    /// <summary>A space that has been put together.</summary>
    /// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
    /// <typeparam name="TSupernet">The type of its supernets.</typeparam>
    /// <param name="parts">All of it.</param>
    public static SearchableSpace Of<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts)
        where TArchitecture : class, IArchitecture
        where TSupernet : class, IArchitecture => new SearchableSpace<TArchitecture, TSupernet>(parts);

    /// <summary>The space with an id, its own or that of its supernets; null where there is none.</summary>
    public static SearchableSpace? Find(string id) => Array.Find(BuiltIn, space => space.Id == id || space.SupernetId == id) ?? FindOwn(id);

    /// <summary>The space with an id, its own or that of its supernets.</summary>
    /// <exception cref="ArgumentException">No space has this id; the message lists those there are.</exception>
    public static SearchableSpace Get(string id) => Find(id) ?? throw SpaceRegistry.Unknown(WithoutSuffix(id));

    /// <summary>The space that an architecture is of; null where it is of none.</summary>
    public static SearchableSpace? Holding(IArchitecture architecture) => architecture is CustomCell cell
        ? Find(cell.Definition.Id)
        : Array.Find(BuiltIn, space => space.Holds(architecture));

    /// <summary>Makes the own space of a definition known, as <see cref="SpaceRegistry.Recall"/> does; the id may be that of its supernets.</summary>
    /// <param name="id">The id under which it is referred to.</param>
    /// <param name="definition">The definition as YAML.</param>
    /// <returns>Whether the space is known now.</returns>
    public static bool Recall(string id, string definition) => SpaceRegistry.Recall(WithoutSuffix(id), definition);

    /// <summary>Does something that needs the types of the space.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    public abstract T Use<T>(ISpaceUse<T> use);

    /// <summary>Reads an architecture of the space, or a supernet.</summary>
    /// <exception cref="ArchitectureFormatException">The text is neither.</exception>
    public abstract IArchitecture Parse(string text);

    /// <summary>Whether an architecture is of the space's type.</summary>
    protected abstract bool Holds(IArchitecture architecture);

    private static SearchableSpace? FindOwn(string id)
    {
        var own = WithoutSuffix(id);
        return SpaceRegistry.Find(own)?.Own is { } space ? OwnSpaces.GetOrAdd(own, _ => Of(space)) : null;
    }

    private static string WithoutSuffix(string id) =>
        id.EndsWith(SupernetSuffix, StringComparison.Ordinal) ? id[..^SupernetSuffix.Length] : id;

    private static SearchableSpace Of(CustomSpace space)
    {
        var supernets = new CustomSupernetSpace(space.Definition);
        return Of<CustomCell, CustomSupernet>(new(
            space,
            space,
            new CustomIndicatorNetworks(space.Definition),
            supernets,
            new CustomSupernetNetworks(space.Definition),
            supernet => supernet.Single,
            supernets.Cheapest,
            supernets.Holds,
            PruningBatch: 72,
            ReinforceOptions.DefaultLearningRate));
    }
}

/// <summary>A space with its types.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
/// <typeparam name="TSupernet">The type of its supernets.</typeparam>
/// <param name="parts">All of it.</param>
internal sealed class SearchableSpace<TArchitecture, TSupernet>(SpaceParts<TArchitecture, TSupernet> parts) : SearchableSpace
    where TArchitecture : class, IArchitecture
    where TSupernet : class, IArchitecture
{
    private const int LeastPruningSteps = 1000;

    private readonly Lazy<NetworkCost> _leastCost = new(() => Least(parts));
    private readonly Lazy<int> _pruningSteps = new(() => Rounds(parts.Supernets));

    /// <inheritdoc/>
    public override string Id => parts.Space.Id;

    /// <inheritdoc/>
    public override string SupernetId => parts.Supernets.Id;

    /// <inheritdoc/>
    public override double LearningRate => parts.LearningRate;

    /// <inheritdoc/>
    public override int SizeMultiple => parts.Networks.SizeMultiple;

    /// <inheritdoc/>
    public override long? Count => parts.Space.Count;

    /// <inheritdoc/>
    public override int PruningSteps => _pruningSteps.Value;

    /// <inheritdoc/>
    public override NetworkCost LeastCost => _leastCost.Value;

    /// <inheritdoc/>
    public override T Use<T>(ISpaceUse<T> use) => use.Of(parts);

    /// <inheritdoc/>
    public override IArchitecture Parse(string text)
    {
        try
        {
            return parts.Space.Parse(text);
        }
        catch (ArchitectureFormatException)
        {
            return parts.Supernets.Parse(text);
        }
    }

    /// <inheritdoc/>
    protected override bool Holds(IArchitecture architecture) => architecture is TArchitecture;

    // Every round of pruning measures every part that could go, from all of them to a single one in each group.
    private static int Rounds(ISupernetSpace<TSupernet> supernets)
    {
        long steps = 0;
        foreach (var group in supernets.Groups(supernets.Whole))
        {
            for (long left = group.Removals.Length; left > 1; left -= group.Take)
                steps += left;
        }

        return (int)Math.Clamp(steps, LeastPruningSteps, int.MaxValue);
    }

    private static NetworkCost Least(SpaceParts<TArchitecture, TSupernet> parts) => parts.Space.Count is null
        ? Cost(parts.Cheapest(parts.Supernets.Whole))
        : parts.Space.Enumerate().Select(Cost).Aggregate((one, other) => new(Math.Min(one.Parameters, other.Parameters), Math.Min(one.Macs, other.Macs)));

    private static NetworkCost Cost(TArchitecture architecture) => ArchitectureCost.Of(architecture)!.Whole;
}
