using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Dashboard.Evaluations;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Pages.StudyList;
using Tegula.Dashboard.Pages.StudyView;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Pages;

/// <summary>The first page, and that of one study.</summary>
internal static class StudiesEndpoints
{
    /// <summary>Adds <c>/</c>, <c>/studies/{store}/{id}</c> and its list of the best.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (StudyShelf shelf, HttpRequest request) =>
            new RazorComponentResult<StudyListPage>(new { Model = StudyListModel.Of(shelf, StudyListQuery.Of(request.Query)) }));
        routes.MapGet("/studies/{store}/{id:long}", (StudyShelf shelf, StudySnapshots snapshots, HttpRequest request, string store, long id) =>
        {
            var snapshot = Find(shelf, snapshots, store, id);
            return new RazorComponentResult<StudyPage>(new { Model = StudyPageModel.Of(snapshot), Table = EvaluationTableModel.Of(snapshot, request) });
        });
        routes.MapGet("/studies/{store}/{id:long}/best", (StudyShelf shelf, StudySnapshots snapshots, string store, long id) =>
            new RazorComponentResult<BestList>(new { Model = StudyPageModel.Of(Find(shelf, snapshots, store, id)) }));
    }

    private static StudySnapshot Find(StudyShelf shelf, StudySnapshots snapshots, string store, long id)
    {
        var shelved = shelf.Find(store)
            ?? throw new PageException(StatusCodes.Status404NotFound, $"there is no store '{store}' in the folder: the first page lists those there are");
        return snapshots.Get(shelved, id)
            ?? throw new PageException(StatusCodes.Status404NotFound, $"store '{store}' has no study {id}: the first page lists those there are");
    }
}
