using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Hosting;
using Tegula.Dashboard.Hosting;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>Tells browsers what happens in a study while it is searched, each study read by one loop for all of them.</summary>
/// <param name="snapshots">Reads studies.</param>
/// <param name="options">Whom to tell what nobody foresaw.</param>
/// <param name="lifetime">Says when the server stops.</param>
internal sealed class StudyWatches(StudySnapshots snapshots, DashboardOptions options, IHostApplicationLifetime lifetime)
{
    /// <summary>How often a browser hears that the connection is alive.</summary>
    public static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    private static readonly byte[] Comment = Encoding.UTF8.GetBytes(": still here\n\n");
    private static readonly byte[] Gone = Encoding.UTF8.GetBytes("event: gone\ndata: {}\n\n");

    private readonly ConcurrentDictionary<(string Location, long Study), StudyWatch> _watches = [];

    /// <summary>Studies that somebody watches.</summary>
    public int Count => _watches.Count;

    /// <summary>Those who watch, over all studies.</summary>
    public int Watchers => _watches.Values.Sum(watch => Math.Max(0, watch.Watchers));

    /// <summary>Writes events until the study has ended or is gone, the browser goes, or the server stops.</summary>
    /// <param name="first">The study as it is.</param>
    /// <param name="from">First step that the browser does not have.</param>
    /// <param name="body">Where events go.</param>
    /// <param name="browser">The browser has gone.</param>
    public async Task Write(StudySnapshot first, int from, Stream body, CancellationToken browser)
    {
        var key = (first.Store.Location, first.Study.Id);
        var watch = Join(key, first);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(browser, lifetime.ApplicationStopping);
        try
        {
            await Follow(watch, from, body, either.Token);
        }
        catch (Exception error) when (either.IsCancellationRequested && error is OperationCanceledException or IOException)
        {
            // Nobody listens any more.
        }
        finally
        {
            if (watch.Leave())
                _watches.TryRemove(new(key, watch));
        }
    }

    private static async Task Follow(StudyWatch watch, int from, Stream body, CancellationToken token)
    {
        var news = watch.News;
        for (var (at, isFirst) = (from, true); news.Snapshot is { } snapshot; isFirst = false)
        {
            // Who already has all of it is told only of changes.
            if (!isFirst || at != snapshot.Steps.Count || snapshot.Study.Status != StudyStatus.Running)
                await Send(snapshot, at <= snapshot.Steps.Count ? at : 0, body, token);
            at = snapshot.Steps.Count;
            if (snapshot.Study.Status != StudyStatus.Running)
                return;
            var next = await Next(news, body, token);
            if (next.Generation != news.Generation)
                at = 0;
            news = next;
        }

        await body.WriteAsync(Gone, token);
        await body.FlushAsync(token);
    }

    private static async Task<StudyNews> Next(StudyNews news, Stream body, CancellationToken token)
    {
        while (true)
        {
            try
            {
                // A look that found several changes at once is told once.
                var next = await news.Next.WaitAsync(SignOfLife, token);
                while (next.Next.IsCompletedSuccessfully && next.Generation == news.Generation)
                    next = await next.Next;
                return next;
            }
            catch (TimeoutException)
            {
                await body.WriteAsync(Comment, token);
                await body.FlushAsync(token);
            }
        }
    }

    private static async Task Send(StudySnapshot snapshot, int from, Stream body, CancellationToken token)
    {
        await body.WriteAsync(Head(snapshot.Steps.Count), token);
        await body.WriteAsync(snapshot.Json(from), token);
        await body.WriteAsync("\n\n"u8.ToArray(), token);
        await body.FlushAsync(token);
    }

    private static byte[] Head(int next) => Encoding.UTF8.GetBytes($"id: {next}\nevent: course\ndata: ");

    private StudyWatch Join((string Location, long Study) key, StudySnapshot first)
    {
        while (true)
        {
            var watch = _watches.GetOrAdd(key, _ => new(snapshots, first, options.Log, lifetime.ApplicationStopping));
            if (watch.TryJoin())
                return watch;
            _watches.TryRemove(new(key, watch));
        }
    }
}
