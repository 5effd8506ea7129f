using Microsoft.AspNetCore.Http;

namespace Tegula.Dashboard.Pages;

/// <summary>Pages whose answer is still being computed.</summary>
internal static class LatePage
{
    private const string Seconds = "2";

    /// <summary>Has the browser ask again a little later, also without scripts.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isLate">Whether the answer is still being computed.</param>
    public static void Mark(HttpContext context, bool isLate)
    {
        if (isLate)
            context.Response.Headers["Refresh"] = Seconds;
    }
}
