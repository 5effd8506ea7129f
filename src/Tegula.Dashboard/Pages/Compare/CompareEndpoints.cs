using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Benchmarks;
using Tegula.Dashboard.Caching;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Pages.Compare;

/// <summary>Studies side by side.</summary>
internal static class CompareEndpoints
{
    private const int MostListed = 200;

    /// <summary>Adds <c>/compare</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(
        "/compare",
        async (HttpContext context, StudyPicker studies, TableShelf tables, StudyShelf shelf, StudySnapshots snapshots, AnswerCache answers, string[]? study, string? table) =>
        {
            var request = Read(studies, tables, study ?? [], table);
            CachedAnswer<Comparison>? comparison = null;
            if (request is { Error: null, Picked.Count: > 0 })
            {
                try
                {
                    var trained = request.Table is { } one ? $"{one.Path} {TableShelf.Stamp(one)}" : "";
                    comparison = await answers.Newest(
                        $"compare {string.Join(' ', request.Picked.Select(picked => picked.Identity))} {trained}",
                        string.Join(' ', request.Picked.Select(picked => picked.Stamp)),
                        token => Comparison.Of(
                            [.. request.Picked.Select((picked, place) => Read(shelf, snapshots, picked, place, token))],
                            request.Table is { } shelved ? (shelved.Name, space => tables.Load(shelved, space)) : null,
                            token));
                    LatePage.Mark(context, isLate: comparison is null);
                }
                catch (Exception exception) when (exception is BenchmarkFormatException or FileNotFoundException or ArgumentException)
                {
                    request = request with { Error = exception.Message.Replace(request.Table?.Path ?? "\0", request.Table?.Name, StringComparison.Ordinal) };
                }
            }

            return new RazorComponentResult<ComparePage>(
                new { Request = request, Comparison = comparison?.Value, IsOlder = comparison is { IsCurrent: false } });
        });

    private static ComparedStudy Read(StudyShelf shelf, StudySnapshots snapshots, PickedStudy picked, int place, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        return shelf.Read(picked.Store, store => ComparedStudy.Of(store, picked, picked.Course(snapshots), place));
    }

    private static CompareRequest Read(StudyPicker studies, TableShelf tables, string[] chosen, string? table)
    {
        string[] keys = [.. chosen.Distinct()];
        PickedStudy[] all = [.. studies.All().OrderByDescending(item => item.Study.Created).Take(MostListed)];
        PickedStudy?[] picked = keys.Length > Comparison.MostStudies ? [] : [.. keys.Select(studies.Find)];
        var known = tables.Tables();
        var shelved = known.FirstOrDefault(item => item.Slug == table);
        var error = keys.Length > Comparison.MostStudies ? $"{keys.Length} studies are too many to be told apart; choose at most {Comparison.MostStudies}"
            : Array.IndexOf(picked, null) is >= 0 and var place ? $"there is no study '{keys[place]}'; choose from the list"
            : !string.IsNullOrEmpty(table) && shelved is null ? "there is no such table; choose one of the list"
            : null;
        return new(all, known, [.. picked.OfType<PickedStudy>()], shelved, error);
    }
}
