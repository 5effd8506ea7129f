using Microsoft.AspNetCore.Http;

namespace Tegula.Dashboard.Hosting;

/// <summary>The answer to an action: what came of it is shown at another address (303).</summary>
/// <param name="address">The address, from the first slash.</param>
internal sealed class SeeOther(string address) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
