using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Recorded;

/// <summary>Recorded results and their files.</summary>
internal static class ResultEndpoints
{
    /// <summary>Adds <c>/results</c>, <c>/results/{store}</c>, <c>/results/{store}/{name}</c> and its <c>/download</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/results", (StudyShelf shelf) =>
            new RazorComponentResult<ResultsPage>(new { Stores = (IReadOnlyList<StoreResults>)[.. shelf.Stores().Select(store => StoreResults.Of(shelf, store))] }));
        routes.MapGet("/results/{store}", IResult (StudyShelf shelf, string store) => shelf.Find(store) is { } shelved
            ? new RazorComponentResult<ResultsPage>(new { Stores = (IReadOnlyList<StoreResults>)[StoreResults.Of(shelf, shelved)], IsOne = true })
            : Results.NotFound());
        routes.MapGet("/results/{store}/{name}", IResult (StudyShelf shelf, string store, string name) => Find(shelf, store, name) is var (shelved, result)
            ? new RazorComponentResult<ResultPage>(new { Store = shelved, Result = result })
            : Results.NotFound());
        routes.MapGet("/results/{store}/{name}/download", (StudyShelf shelf, string store, string name, string? output) =>
            Find(shelf, store, name) is var (_, result) ? ResultDownload.Of(result, output) : Results.NotFound());
    }

    private static (ShelvedStore Store, RecordedResult Result)? Find(StudyShelf shelf, string slug, string name) =>
        shelf.Find(slug) is { } store && shelf.Read(store, opened => ResultAddress.Find(opened, name)) is { } result ? (store, result) : null;
}
