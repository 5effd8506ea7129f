using Microsoft.Extensions.Hosting;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Snapshots;

/// <summary>
/// Reads the study that was written last as soon as the dashboard runs: it is the one that people open first, and a large one takes seconds to read. Servers of
/// databases are not asked, they may be out of reach.
/// </summary>
/// <param name="shelf">The stores.</param>
/// <param name="snapshots">Where the study is kept for the page.</param>
internal sealed class NewestStudy(StudyShelf shelf, StudySnapshots snapshots) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Read, stoppingToken);

    private void Read()
    {
        try
        {
            var newest = shelf.Stores()
                .Where(store => !StudyStore.IsServer(store.Location))
                .SelectMany(store => shelf.Read(store, opened => opened.Studies()).Select(study => (Store: store, Study: study)))
                .MaxBy(found => found.Study.Updated);
            if (newest.Study is null || snapshots.Get(newest.Store, newest.Study.Id) is not { } snapshot)
                return;

            // What the study's page begins with.
            snapshot.Json(0);
        }
        catch (Exception error) when (error is StudyException or ObjectDisposedException)
        {
            // Whoever opens the study is told what is wrong with it; a dashboard that ends takes its stores along.
        }
    }
}
