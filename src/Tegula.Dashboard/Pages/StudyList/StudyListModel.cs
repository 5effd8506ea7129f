using Tegula.Dashboard.Components;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.StudyList;

/// <summary>What the first page shows.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Studies">The studies of the page, in order.</param>
/// <param name="Found">Studies that pass the filter.</param>
/// <param name="Total">Studies of all stores.</param>
/// <param name="Results">Stores with recorded results, each with their number.</param>
/// <param name="Unreadable">What cannot be read, with the reason.</param>
public sealed record StudyListModel(
    StudyListQuery Query,
    IReadOnlyList<PickedStudy> Studies,
    int Found,
    int Total,
    IReadOnlyList<(ShelvedStore Store, int Count)> Results,
    IReadOnlyList<UnreadableStore> Unreadable)
{
    /// <summary>Studies on a page.</summary>
    public const int PageSize = 100;

    /// <summary>Columns that the list can be sorted by.</summary>
    public static IReadOnlyList<(string Id, string Name)> Columns { get; } =
    [
        ("name", "Name"), ("status", "Status"), ("steps", "Steps"), ("method", "Method"), ("space", "Space"), ("objective", "Objective"), ("command", "Command"),
        ("answer", "Answer"), ("updated", "Last written (UTC)"), ("store", "Store"),
    ];

    /// <summary>Pages of the list.</summary>
    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);

    /// <summary>Reads all stores.</summary>
    /// <param name="shelf">The stores.</param>
    /// <param name="query">What to list.</param>
    public static StudyListModel Of(StudyShelf shelf, StudyListQuery query)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        ArgumentNullException.ThrowIfNull(query);
        var (studies, results, unreadable) = (new List<PickedStudy>(), new List<(ShelvedStore, int)>(), new List<UnreadableStore>(shelf.Unreadable()));
        foreach (var store in shelf.Stores())
        {
            try
            {
                var (found, count) = shelf.Read(store, opened => (opened.Studies(), opened.Results().Count(result => !result.IsPart)));
                studies.AddRange(found.Select(study => new PickedStudy(store, study)));
                if (count > 0)
                    results.Add((store, count));
            }
            catch (StudyException error)
            {
                unreadable.Add(new(store.Name, error.Message));
            }
        }

        PickedStudy[] passed = [.. Sorted(studies.Where(study => Passes(study, query.Contains)), query)];
        int page = Math.Clamp(query.Page, 1, Math.Max(1, (passed.Length + PageSize - 1) / PageSize));
        return new(query with { Page = page }, [.. passed.Skip((page - 1) * PageSize).Take(PageSize)], passed.Length, studies.Count, results, unreadable);
    }

    private static bool Passes(PickedStudy picked, string text) => text.Length == 0
        || new[] { picked.Study.Name, picked.Study.Definition.Command, picked.Study.Definition.Space, picked.Study.Definition.Method, picked.Study.Definition.Objective, picked.Store.Name }
            .Any(field => field?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    private static IEnumerable<PickedStudy> Sorted(IEnumerable<PickedStudy> studies, StudyListQuery query)
    {
        Func<PickedStudy, IComparable?> key = query.Sort switch
        {
            "status" => picked => StatusBadge.NameOf(picked.Study.Status),
            "steps" => picked => picked.Study.Steps,
            "method" => picked => picked.Study.Definition.Method,
            "space" => picked => picked.Study.Definition.Space,
            "objective" => picked => picked.Study.Definition.Objective,
            "command" => picked => picked.Study.Definition.Command,
            "answer" => picked => picked.Study.Answer,
            "updated" => picked => picked.Study.Updated,
            "store" => picked => picked.Store.Name,
            _ => picked => picked.Study.Name,
        };
        return query.Descending ? studies.OrderByDescending(key) : studies.OrderBy(key);
    }
}
