using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Tegula.Dashboard.Pages.StudyList;

/// <summary>Which studies the first page lists, and in which order.</summary>
/// <param name="Contains">Text that name, command, space, method or objective contain; empty for all.</param>
/// <param name="Sort">One of <see cref="StudyListModel.Columns"/>.</param>
/// <param name="Descending">Whether the last comes first.</param>
/// <param name="Page">Page of the list, from 1.</param>
public sealed record StudyListQuery(string Contains, string Sort, bool Descending, int Page)
{
    /// <summary>What was written to last comes first.</summary>
    public static StudyListQuery Usual { get; } = new("", "updated", true, 1);

    /// <summary>Reads the query string; what it does not say, or says wrongly, is as usual.</summary>
    public static StudyListQuery Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string? sort = StudyListModel.Columns.Select(column => column.Id).FirstOrDefault(id => id == query["sort"]);
        bool isDescending = sort is null ? Usual.Descending : query["descending"] == "true";
        int page = int.TryParse(query["page"], out int number) && number > 0 ? number : 1;
        return new(query["contains"].ToString().Trim(), sort ?? Usual.Sort, isDescending, page);
    }

    /// <summary>The address that asks for this.</summary>
    public string Address
    {
        get
        {
            var parts = new Dictionary<string, string?>();
            if (Contains.Length > 0)
                parts["contains"] = Contains;
            if (this is not { Sort: "updated", Descending: true })
                (parts["sort"], parts["descending"]) = (Sort, Descending ? "true" : "false");
            if (Page > 1)
                parts["page"] = $"{Page}";
            return QueryHelpers.AddQueryString("/", parts);
        }
    }

    /// <summary>This, sorted by a column; by the other end where it is sorted by that one already.</summary>
    public StudyListQuery By(string column) => this with { Sort = column, Descending = Sort == column && !Descending, Page = 1 };
}
