using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Spaces.Custom;

namespace Tegula.Spaces;

/// <summary>
/// The one list of spaces: the built-in ones, which command line, documentation and tests enumerate, and own ones that were added. Safe to use from several
/// threads.
/// </summary>
public static class SpaceRegistry
{
    private static ImmutableDictionary<string, SpaceInfo> s_own = ImmutableDictionary<string, SpaceInfo>.Empty;
    private static ImmutableDictionary<string, string> s_refused = ImmutableDictionary<string, string>.Empty;

    /// <summary>The built-in spaces, the default first.</summary>
    public static IReadOnlyList<SpaceInfo> All { get; } =
    [
        new(
            NasBench201Space.Instance.Id,
            "four nodes, six edges, five operations: 15,625 cells",
            NasBench201Space.Instance,
            NasBench201Space.Instance.Enumerate(),
            NasBench201Space.Instance.Parse,
            NasBench201Space.Instance.Sample)
        {
            Count = NasBench201Space.Instance.Count,
        },
        new(
            DartsSpace.Instance.Id,
            "normal and reduction cell of four nodes, two of seven operations each: 1,037,664,180 cells of either kind; depth and width are the normal cell's",
            DartsSpace.Instance,
            Cells: null,
            text => PublishedCells.TryGet(text, out PublishedCell? cell) ? cell.Genotype : DartsSpace.Instance.Parse(text),
            DartsSpace.Instance.Sample),
    ];

    /// <summary>Own spaces that were added, by their ids.</summary>
    public static IReadOnlyList<SpaceInfo> Own => [.. s_own.Values.OrderBy(space => space.Id, StringComparer.Ordinal)];

    /// <summary>Makes an own space known under its id; where it is known already, nothing changes.</summary>
    /// <returns>The space as it is listed.</returns>
    public static SpaceInfo Add(CustomSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return ImmutableInterlocked.GetOrAdd(ref s_own, space.Id, _ => Describe(space));
    }

    /// <summary>
    /// Makes the own space of a definition known that something refers to by its id, such as a study; where it is known already, nothing changes. Where the
    /// definition cannot be used, for an operation that is not registered here say, the space stays unknown, and <see cref="Get"/> says why.
    /// </summary>
    /// <param name="id">The id under which it is referred to.</param>
    /// <param name="definition">The definition as <see cref="CustomSpaceDefinition.ToYaml"/> writes it.</param>
    /// <returns>Whether the space is known now.</returns>
    public static bool Recall(string id, string definition)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(definition);
        if (Find(id) is not null)
            return true;
        try
        {
            var space = new CustomSpace(CustomSpaceReader.Parse(definition, id));
            if (space.Id == id)
            {
                Add(space);
                return true;
            }

            Refuse(id, $"its definition is that of {space.Id}");
        }
        catch (CustomSpaceException exception)
        {
            Refuse(id, exception.Message);
        }

        return false;
    }

    /// <summary>The space with this id.</summary>
    /// <exception cref="ArgumentException">No space has this id; the message lists those there are.</exception>
    public static SpaceInfo Get(string id) => Find(id) ?? throw Unknown(id);

    /// <summary>The space with this id; null where there is none.</summary>
    public static SpaceInfo? Find(string id) => All.FirstOrDefault(space => space.Id == id) ?? s_own.GetValueOrDefault(id);

    /// <summary>Says that a space is unknown, and which are known.</summary>
    internal static ArgumentException Unknown(string id) => new(Fault(id));

    /// <summary>Why there is no space with this id, in one line.</summary>
    internal static string Fault(string id) => s_refused.TryGetValue(id, out var reason)
        ? $"the own space '{id}' cannot be used here: {reason}"
        : $"unknown space '{id}'; available are {string.Join(", ", [.. All.Select(space => space.Id), .. Own.Select(space => space.Id)])}";

    private static void Refuse(string id, string reason) => ImmutableInterlocked.AddOrUpdate(ref s_refused, id, reason, (_, _) => reason);

    private static SpaceInfo Describe(CustomSpace space) => new(
        space.Id,
        $"own space: {space.Definition.Cell.Nodes} nodes, {space.Definition.Edges.Length} edges, {space.Definition.Operations.Length} operations",
        space,
        space.Cells > CustomSpace.MaxEnumerated ? null : space.Enumerate(),
        space.Parse,
        space.Sample)
    {
        Own = space,
    };
}
