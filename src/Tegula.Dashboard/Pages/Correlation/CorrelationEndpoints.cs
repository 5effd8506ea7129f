using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Benchmarks;
using Tegula.Dashboard.Caching;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Stores;
using Tegula.Spaces;

namespace Tegula.Dashboard.Pages.Correlation;

/// <summary>Rank correlation of what a study measured against a table of trained architectures.</summary>
internal static class CorrelationEndpoints
{
    /// <summary>Adds <c>/correlation</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(
        "/correlation",
        async (HttpContext context, StudyPicker studies, TableShelf tables, StudySnapshots snapshots, AnswerCache answers, string? study, string? table, string? dataset) =>
        {
            var request = Read(studies, tables, study, table);
            CachedAnswer<CorrelationAnswer>? answer = null;
            if (request is { Error: null, Study: { } picked, Table: { } shelved })
            {
                try
                {
                    answer = await answers.Newest(
                        $"correlation {picked.Identity} {shelved.Path} {TableShelf.Stamp(shelved)} {dataset}",
                        picked.Stamp,
                        token =>
                        {
                            var space = SpaceRegistry.Get(picked.Study.Definition.Space);
                            return CorrelationAnswer.Of(picked.Course(snapshots), space, tables.Load(shelved, space), dataset, token);
                        });
                    LatePage.Mark(context, isLate: answer is null);
                }
                catch (Exception exception) when (exception is BenchmarkFormatException or FileNotFoundException or ArgumentException)
                {
                    request = request with { Error = exception.Message.Replace(shelved.Path, shelved.Name, StringComparison.Ordinal) };
                }
            }

            return new RazorComponentResult<CorrelationPage>(new { Request = request, Answer = answer?.Value, IsOlder = answer is { IsCurrent: false } });
        });

    private static CorrelationRequest Read(StudyPicker studies, TableShelf tables, string? study, string? table)
    {
        PickedStudy[] all = [.. studies.All().Where(item => item.Study.Steps > 0)];
        var known = tables.Tables();
        var picked = string.IsNullOrEmpty(study) ? null : studies.Find(study);
        var shelved = string.IsNullOrEmpty(table) ? (known.Count == 1 ? known[0] : null) : known.FirstOrDefault(item => item.Slug == table);
        var error = !string.IsNullOrEmpty(study) && picked is null ? "there is no such study; choose one of the list"
            : !string.IsNullOrEmpty(table) && shelved is null ? "there is no such table; choose one of the list"
            : null;
        return new(all, known, picked, shelved, error);
    }
}
