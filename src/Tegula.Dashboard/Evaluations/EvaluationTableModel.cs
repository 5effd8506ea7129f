using Microsoft.AspNetCore.Http;
using Tegula.Dashboard.Snapshots;

namespace Tegula.Dashboard.Evaluations;

/// <summary>One page of the table of evaluations.</summary>
public sealed class EvaluationTableModel
{
    private readonly int[] _rows;

    private EvaluationTableModel(StudySnapshot snapshot, EvaluationQueryString query, string path)
    {
        (Snapshot, Query, Path) = (snapshot, query, path);
        _rows = EvaluationRows.Of(snapshot, query);
    }

    /// <summary>The study.</summary>
    public StudySnapshot Snapshot { get; }

    /// <summary>What was asked for.</summary>
    public EvaluationQueryString Query { get; }

    /// <summary>Address of the page that the table stands on, without a query.</summary>
    public string Path { get; }

    /// <summary>Evaluations of the study.</summary>
    public int Total => Snapshot.Course.FirstSteps.Count;

    /// <summary>Those that pass the filters.</summary>
    public int Passing => _rows.Length;

    /// <summary>Pages, at least 1.</summary>
    public int Pages => Math.Max(1, (_rows.Length + Query.Size - 1) / Query.Size);

    /// <summary>The page shown: the one asked for, or the last.</summary>
    public int Page => Math.Min(Query.Page, Pages);

    /// <summary>The rows shown: steps of the study.</summary>
    public IReadOnlyList<int> Rows => new ArraySegment<int>(_rows, (Page - 1) * Query.Size, Math.Min(Query.Size, _rows.Length - ((Page - 1) * Query.Size)));

    /// <summary>Ids of the indicators in the order of their columns.</summary>
    public IEnumerable<string> Indicators => Snapshot.Course.Columns.Select(column => column.Indicator);

    /// <summary>The table that an address asks for.</summary>
    /// <param name="snapshot">The study.</param>
    /// <param name="request">The request for the page.</param>
    public static EvaluationTableModel Of(StudySnapshot snapshot, HttpRequest request) =>
        new(snapshot, EvaluationQueryString.Parse(request.Query, snapshot), $"/studies/{Uri.EscapeDataString(snapshot.Store.Slug)}/{snapshot.Study.Id}");

    /// <summary>The address of the table with another page.</summary>
    public string At(int page) => Address(Path, Query with { Page = page }) + "#evaluations";

    /// <summary>The address that sorts by a column: the other way round where it is the one already.</summary>
    public string SortedBy(string column) =>
        Address(Path, Query with { Sort = column, Descending = Query.Sort == column && !Query.Descending, Page = 1 }, namesSort: true) + "#evaluations";

    /// <summary>The address of the whole table, sorted as it is.</summary>
    public string Cleared() => Address(
        Path, new EvaluationQueryString { Sort = Query.Sort, Descending = Query.Descending, Size = Query.Size }) + "#evaluations";

    /// <summary>The address of the rows that pass, as CSV.</summary>
    public string Csv() => Address($"{Path}/evaluations.csv", Query with { Page = 1, Size = EvaluationQueryString.UsualSize });

    /// <summary>The address of the page of a row's architecture.</summary>
    public string Architecture(int step) =>
        $"/architectures/{Uri.EscapeDataString(Snapshot.Store.Slug)}/{Snapshot.Steps[step].Evaluation.Id}?study={Snapshot.Study.Id}";

    /// <summary><c>aria-sort</c> of a column; null where the table is not sorted by it.</summary>
    public string? Order(string column) => Query.Sort != column ? null : Query.Descending ? "descending" : "ascending";

    /// <summary>Fields that a form keeps although it does not show them.</summary>
    /// <param name="shown">Those that it shows.</param>
    public IEnumerable<(string Name, string Value)> Kept(params IReadOnlyList<string> shown) => Parts(Query).Where(part => !shown.Contains(part.Name));

    private string Address(string path, EvaluationQueryString query, bool namesSort = false)
    {
        var parts = query.Parts(namesSort ? "" : EvaluationQueryString.UsualSort(Snapshot))
            .Select(part => $"{Uri.EscapeDataString(part.Name)}={Uri.EscapeDataString(part.Value)}");
        var text = string.Join('&', parts);
        return text.Length == 0 ? path : $"{path}?{text}";
    }

    private IEnumerable<(string Name, string Value)> Parts(EvaluationQueryString query) => query.Parts(EvaluationQueryString.UsualSort(Snapshot));
}
