using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tegula.Dashboard.Hosting;

/// <summary>Ends requests that would go on for ever, such as streams of events, when the server ends.</summary>
internal static class StreamEnd
{
    /// <summary>Has each request be told of the server's end as of its own.</summary>
    public static void Use(IApplicationBuilder application)
    {
        var stopping = application.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        application.Use(async (context, next) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            context.RequestAborted = either.Token;
            await next(context);
        });
    }
}
