using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Searches;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Searching;

/// <summary>Starting, stopping and resuming searches.</summary>
internal static class SearchesEndpoints
{
    private const string NewFile = "studies";

    /// <summary>Adds <c>/searches</c>, <c>/searches/new</c>, and the actions on a study.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/searches", (SearchProcesses processes, StudyShelf shelf) =>
            new RazorComponentResult<SearchesPage>(new { Processes = processes.All, shelf }));
        routes.MapGet("/searches/new", (DashboardOptions options, StudyShelf shelf, SearchInputs inputs) => Empty(options, shelf, inputs));
        routes.MapPost("/searches", Begin);
        routes.MapPost("/studies/{store}/{id:long}/stop", Stop);
        routes.MapPost("/studies/{store}/{id:long}/resume", Resume);
    }

    private static async Task<IResult> Begin(
        IFormCollection fields, DashboardOptions options, StudyShelf shelf, SearchInputs inputs, SearchProcesses processes, HttpContext context)
    {
        var form = SearchForm.Of(fields);
        try
        {
            var store = SearchFormCheck.Run(form, options, shelf, inputs);
            if (fields["do"] == "show")
                return Page(new(form, shelf, inputs) { Command = SearchCommand.Begin(options.Folder, store, form).Text }, StatusCodes.Status200OK);
            var process = await processes.Begin(store, form, context.RequestAborted);
            return process.StudyId is { } id && Slug(shelf, store) is { } slug ? new SeeOther($"/studies/{slug}/{id}") : new SeeOther("/searches");
        }
        catch (PageException error)
        {
            return Page(new(form, shelf, inputs) { Error = error.Message }, error.Status);
        }
    }

    private static async Task<IResult> Stop(string store, long id, IFormCollection form, StudyShelf shelf, SearchProcesses processes)
    {
        var (shelved, study) = Find(store, id, shelf);
        await processes.Stop(shelved, study.Name);
        return new SeeOther($"/studies/{store}/{id}");
    }

    private static async Task<IResult> Resume(
        string store, long id, IFormCollection form, StudyShelf shelf, SearchInputs inputs, SearchProcesses processes, TimeProvider time, HttpContext context)
    {
        var (shelved, study) = Find(store, id, shelf);
        ResumeCheck.Run(study, processes.Find(shelved, study.Name), inputs, time.GetUtcNow());
        await processes.Resume(shelved, study, context.RequestAborted);
        return new SeeOther($"/studies/{store}/{id}");
    }

    private static RazorComponentResult<NewSearchPage> Empty(DashboardOptions options, StudyShelf shelf, SearchInputs inputs)
    {
        string[] taken = [.. FolderFiles.Of(Path.GetFullPath(options.Folder), $"*{StudyShelf.Extension}").Select(file => file.Name)];
        string file = Names(NewFile, StudyShelf.Extension).First(name => !taken.Contains(name));
        var store = shelf.Stores() is [var first, ..] ? first : null;
        return Page(new(new() { Store = store?.Slug ?? "", File = file, Name = FreeName(store, shelf) }, shelf, inputs), StatusCodes.Status200OK);
    }

    private static string FreeName(ShelvedStore? store, StudyShelf shelf)
    {
        IReadOnlyList<Study> studies = [];
        try
        {
            studies = store is null ? [] : shelf.Read(store, opened => opened.Studies());
        }
        catch (StudyException)
        {
            // A server out of reach keeps nobody from filling in the form.
        }

        return Names("search", "").First(name => studies.All(study => study.Name != name));
    }

    private static IEnumerable<string> Names(string name, string end) =>
        Enumerable.Range(1, int.MaxValue - 1).Select(number => number == 1 ? $"{name}{end}" : $"{name}-{number}{end}");

    private static (ShelvedStore Store, Study Study) Find(string slug, long id, StudyShelf shelf)
    {
        var store = shelf.Find(slug) ?? throw new PageException(StatusCodes.Status404NotFound, $"there is no store '{slug}' any more");
        var study = shelf.Read(store, opened => opened.FindStudy(id))
            ?? throw new PageException(StatusCodes.Status404NotFound, $"there is no study {id} in {store.Name} any more");
        return (store, study);
    }

    private static string? Slug(StudyShelf shelf, ShelvedStore store) =>
        shelf.Stores().FirstOrDefault(other => other.Location == store.Location)?.Slug;

    private static RazorComponentResult<NewSearchPage> Page(NewSearchModel model, int status) => new(new { Model = model }) { StatusCode = status };
}
