using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Dashboard.Pages;
using Tegula.Datasets;
using Tegula.Design;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Dashboard.Hosting;

/// <summary>Errors as pages of one line; what nobody foresaw goes to the log.</summary>
internal static class ErrorPages
{
    /// <summary>Turns exceptions, and answers without content, into pages.</summary>
    public static void Use(IApplicationBuilder application, DashboardOptions options) => application.Use(async (context, next) =>
    {
        // A page cannot be made for a host that is none.
        if (!Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host}/", UriKind.Absolute, out _))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("the request names no host, or one that cannot be\n");
            return;
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null } response)
                await Write(context, response.StatusCode, LineOf(response.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
#pragma warning disable CA1031 // the one place where any exception ends as one line instead of a stack trace
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var (status, line) = Explain(exception);
            if (status == StatusCodes.Status500InternalServerError)
                options.Log($"{context.Request.Method} {context.Request.Path}: {exception}");
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            // Where the studies lie is nothing that a page tells.
            context.Response.Clear();
            if ((exception as PageException)?.RetryAfter is { } time)
                context.Response.Headers.RetryAfter = time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            await Write(context, status, line.Replace($"{Path.GetFullPath(options.Folder)}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal));
        }
    });

    /// <summary>The heading of a status.</summary>
    public static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity => "That cannot be done",
        StatusCodes.Status401Unauthorized => "Sign in",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Not now",
        StatusCodes.Status429TooManyRequests => "Too many tries",
        StatusCodes.Status503ServiceUnavailable => "Out of reach",
        >= StatusCodes.Status500InternalServerError => "Something went wrong",
        _ => "That cannot be done",
    };

    private static (int Status, string Line) Explain(Exception exception) => exception switch
    {
        PageException page => (page.Status, page.Message),
        StudyException { IsFailure: true } study => (StatusCodes.Status503ServiceUnavailable, study.Message),
        StudyException study => (StatusCodes.Status404NotFound, study.Message),
        ArchitectureFormatException or CombinationFormatException or SearchRequestException or DesignException or AnalysisException
            or BenchmarkFormatException or DatasetException => (StatusCodes.Status400BadRequest, exception.Message),
        BadHttpRequestException bad => (bad.StatusCode, LineOf(bad.StatusCode)),
        ObjectDisposedException => (StatusCodes.Status503ServiceUnavailable, "the dashboard is ending"),
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first),
        _ => (StatusCodes.Status500InternalServerError, LineOf(StatusCodes.Status500InternalServerError)),
    };

    private static string LineOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "the request is not complete, or its form is older than the server: go back, load the page again, and send it again",
        StatusCodes.Status404NotFound => "there is no such page; the studies are on the first one",
        StatusCodes.Status405MethodNotAllowed => "this address does not take that kind of request",
        StatusCodes.Status413PayloadTooLarge => "that is more than a form may hold",
        StatusCodes.Status500InternalServerError => "the program has made a mistake, and says which on the terminal where it was started; please report it",
        _ => $"the server answered with status {status}",
    };

    private static Task Write(HttpContext context, int status, string line) =>
        new RazorComponentResult<ErrorPage>(new { Title = TitleOf(status), Line = line }) { StatusCode = status }.ExecuteAsync(context);
}
