using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Dashboard.Caching;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Stores;

namespace Tegula.Dashboard.Pages.Landscape;

/// <summary>Surfaces of indicators with the ways of searches, and recorded landscapes around trained weights.</summary>
internal static class LandscapeEndpoints
{
    /// <summary>Adds <c>/landscapes</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(
        "/landscapes",
        async Task<IResult> (HttpContext context, StudyPicker studies, StudyShelf shelf, StudySnapshots snapshots, AnswerCache answers, string? study) =>
        {
            PickedStudy[] all = [.. studies.All().Where(item => item.Study.Steps > 0)];
            if (string.IsNullOrEmpty(study))
                return new RazorComponentResult<LandscapesPage>(new { Studies = all, Kept = KeptLandscape.All(shelf) });
            if (studies.Find(study) is not { } picked)
                return Results.NotFound();
            var answer = await answers.Newest(
                $"landscape {picked.Identity}",
                picked.Stamp,
                token => shelf.Read(picked.Store, store =>
                {
                    var course = picked.Course(snapshots);
                    return LandscapeAnswer.Of(store, picked.Study, course, token) with { Steps = course.Steps.Count };
                }));
            LatePage.Mark(context, isLate: answer is null);
            return new RazorComponentResult<LandscapesPage>(
                new { Studies = all, Picked = picked, Answer = answer?.Value, IsOlder = answer is { IsCurrent: false } });
        });
}
