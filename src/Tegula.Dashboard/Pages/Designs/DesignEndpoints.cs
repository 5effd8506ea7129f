using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Tegula.Dashboard.Caching;

namespace Tegula.Dashboard.Pages.Designs;

/// <summary>Direct design as a form; a question and its answer share one address.</summary>
internal static class DesignEndpoints
{
    /// <summary>Adds <c>/design</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/design", async (HttpContext context, AnswerCache answers) =>
    {
        var form = DesignForm.Of(context.Request.Query);
        if (!form.IsAsked)
            return new RazorComponentResult<DesignPage>(new { Form = form });
        var answer = await answers.Within($"design {form.Address(0)} {form.Drawn}", token => DesignAnswer.To(form, token));
        LatePage.Mark(context, isLate: answer is null);
        return new RazorComponentResult<DesignPage>(new { Form = form, Answer = answer });
    });
}
