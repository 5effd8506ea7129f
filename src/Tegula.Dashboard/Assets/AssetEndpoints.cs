using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tegula.Dashboard.Assets;

/// <summary>Style sheet and scripts, from inside the assembly.</summary>
internal static class AssetEndpoints
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".js"] = "text/javascript; charset=utf-8",
    }.ToFrozenDictionary();

    /// <summary>Adds <c>/assets/NAME</c>; under the address with its digest, a browser keeps what it has for good.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", (HttpContext context, string name) =>
    {
        if (AssetContent.Open(name) is not { } content)
            return Results.NotFound();
        bool isThisVersion = context.Request.QueryString.HasValue && AssetLinks.Of(name) == $"{context.Request.Path}{context.Request.QueryString}";
        context.Response.Headers.CacheControl = isThisVersion ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Stream(content, Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream"));
    });
}
