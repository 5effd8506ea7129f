using Tegula.Architectures;

namespace Tegula.Spaces;

/// <summary>The one list of built-in spaces: command line, documentation and tests enumerate it.</summary>
public static class SpaceRegistry
{
    /// <summary>All spaces, the default first.</summary>
    public static IReadOnlyList<SpaceInfo> All { get; } =
    [
        new(
            NasBench201Space.Instance.Id,
            "four nodes, six edges, five operations: 15,625 cells",
            NasBench201Space.Instance,
            NasBench201Space.Instance.Enumerate(),
            NasBench201Space.Instance.Parse,
            NasBench201Space.Instance.Sample),
        new(
            DartsSpace.Instance.Id,
            "normal and reduction cell of four nodes, two of seven operations each: 1,037,664,180 cells of either kind; depth and width are the normal cell's",
            DartsSpace.Instance,
            Cells: null,
            text => PublishedCells.TryGet(text, out PublishedCell? cell) ? cell.Genotype : DartsSpace.Instance.Parse(text),
            DartsSpace.Instance.Sample),
    ];

    /// <summary>The space with this id.</summary>
    /// <exception cref="ArgumentException">No space has this id; the message lists those there are.</exception>
    public static SpaceInfo Get(string id) => All.FirstOrDefault(space => space.Id == id)
        ?? throw new ArgumentException($"unknown space '{id}'; available are {string.Join(", ", All.Select(space => space.Id))}", nameof(id));
}
