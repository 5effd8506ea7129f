using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Tegula.Dashboard.Evaluations;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>The numbers behind the page of a study.</summary>
internal static class CourseEndpoints
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>
    /// Adds <c>/studies/STORE/ID/course.json</c>, the same as events under <c>/studies/STORE/ID/events</c>, and the table as
    /// <c>/studies/STORE/ID/evaluations.csv</c>.
    /// </summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/studies/{store}/{id:long}/course.json", (string store, long id, string? from, StudyShelf shelf, StudySnapshots snapshots) =>
            Answer(shelf, snapshots, store, id, snapshot => Start(from) is { } start
                ? Results.Bytes(snapshot.Json(Math.Min(start, snapshot.Steps.Count)), Json)
                : Refused(StatusCodes.Status400BadRequest, $"from={from} is no step: use a whole number from 0 on")));
        routes.MapGet("/studies/{store}/{id:long}/events", Events);
        routes.MapGet("/studies/{store}/{id:long}/evaluations.csv", (string store, long id, HttpRequest request, StudyShelf shelf, StudySnapshots snapshots) =>
            Answer(shelf, snapshots, store, id, snapshot => Csv(snapshot, EvaluationQueryString.Parse(request.Query, snapshot))));
    }

    private static async Task<IResult> Events(
        HttpContext context, string store, long id, string? from, StudyShelf shelf, StudySnapshots snapshots, StudyWatches watches)
    {
        // A browser that lost the connection says what it had last, whatever it asked for at first.
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        var asked = last.Length > 0 ? last : from;
        if (Start(asked) is not { } start)
            return Refused(StatusCodes.Status400BadRequest, $"from={asked} is no step: use a whole number from 0 on");
        StudySnapshot? snapshot = null;
        var refusal = Answer(shelf, snapshots, store, id, found =>
        {
            snapshot = found;
            return Results.Empty;
        });
        if (snapshot is null)
            return refusal;

        // This status keeps a browser from asking again and again about a study that is over.
        if (snapshot.Study.Status != StudyStatus.Running && last.Length > 0 && start == snapshot.Steps.Count)
            return Results.NoContent();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.StartAsync(context.RequestAborted);
        await watches.Write(snapshot, start, context.Response.Body, context.RequestAborted);
        return Results.Empty;
    }

    private static IResult Csv(StudySnapshot snapshot, EvaluationQueryString query) => query.Errors.Count > 0
        ? Refused(StatusCodes.Status400BadRequest, query.Errors.Values.First())
        : Results.Stream(
            body => EvaluationCsv.Write(snapshot, EvaluationRows.Of(snapshot, query), body),
            "text/csv; charset=utf-8",
            $"{new string([.. snapshot.Study.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' ? letter : '_')])}.csv");

    private static IResult Answer(StudyShelf shelf, StudySnapshots snapshots, string store, long id, Func<StudySnapshot, IResult> answer)
    {
        if (shelf.Find(store) is not { } shelved)
            return Refused(StatusCodes.Status404NotFound, "there is no such store");
        try
        {
            return snapshots.Get(shelved, id) is { } snapshot
                ? answer(snapshot)
                : Refused(StatusCodes.Status404NotFound, $"there is no study {id} in '{shelved.Name}'");
        }
        catch (StudyException error)
        {
            return Refused(StatusCodes.Status503ServiceUnavailable, error.Message);
        }
    }

    private static int? Start(string? text) =>
        string.IsNullOrEmpty(text) ? 0 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : null;

    private static IResult Refused(int status, string why) => Results.Text(why, "text/plain; charset=utf-8", statusCode: status);
}
