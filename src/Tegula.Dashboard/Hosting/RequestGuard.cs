using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tegula.Dashboard.Hosting;

/// <summary>Turns away what another site's page sends by way of somebody's browser.</summary>
internal static class RequestGuard
{
    /// <summary>
    /// Refuses names that are not this server's: a foreign page whose name was made to lead here (DNS rebinding) would otherwise read the answers. With a
    /// token that cannot happen, as the page does not have it.
    /// </summary>
    public static void UseKnownHosts(IApplicationBuilder application, ListeningPlace place) => application.Use((context, next) =>
    {
        var host = context.Request.Host;
        return (host.Port ?? 80) == context.Connection.LocalPort && place.Names.Contains(host.Host, StringComparer.OrdinalIgnoreCase)
            ? next(context)
            : throw new PageException(
                StatusCodes.Status400BadRequest,
                $"'{host}' is not this server's name: open http://{place.UrlHost}:{context.Connection.LocalPort}, or give the dashboard a token for other names");
    });

    /// <summary>
    /// Refuses what comes from another site, by what browsers say of its origin; programs that are no browsers say nothing. A link that somebody follows is let
    /// through. Pictures, scripts and frames of another site's page are not: they cannot be read there, and each would have the server compute.
    /// </summary>
    public static void UseOwnOrigin(IApplicationBuilder application) => application.Use((context, next) =>
        IsOwn(context.Request) || (IsReading(context.Request) && IsNavigation(context.Request))
            ? next(context)
            : throw new PageException(StatusCodes.Status403Forbidden, "this came from another site, and only the dashboard's own pages may do this"));

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsNavigation(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [] or ["none"]
        || (request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] is [] or ["document"]);

    private static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"]
        && (request.Headers.Origin is [] || request.Headers.Origin == $"{request.Scheme}://{request.Host}");
}
