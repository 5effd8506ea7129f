using Microsoft.Extensions.DependencyInjection;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Snapshots;

namespace Tegula.Dashboard.Tests.Snapshots;

/// <summary>What the dashboard reads before anybody asks.</summary>
public sealed class NewestStudyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_study_written_last_is_read_before_anybody_asks()
    {
        using var study = new GrownStudy(6);
        study.Grow(40);
        study.Begin("later");
        study.Grow(20);
        await using var server = await DashboardServer.Start(study.Options, Token);
        var snapshots = server.Services.GetRequiredService<StudySnapshots>();
        for (var wait = 0; wait < 600 && snapshots.Count == 0; wait++)
            await Task.Delay(50, Token);
        snapshots.Count.ShouldBe(1);

        snapshots.Get(study.Shelved, study.Study.Id).ShouldNotBeNull().Study.Name.ShouldBe("later");
        snapshots.Count.ShouldBe(1, "it was in memory already");
    }

    [Fact]
    public async Task A_folder_without_a_readable_store_is_no_reason_to_end()
    {
        var folder = Directory.CreateTempSubdirectory("tegula-newest-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "broken.db"), "no store", Token);
            await using var server = await DashboardServer.Start(new() { Folder = folder.FullName, Port = 0, Program = ["none"] }, Token);
            using var client = new HttpClient { BaseAddress = server.Address };
            await Task.Delay(200, Token);
            (await client.GetStringAsync(new Uri("/", UriKind.Relative), Token)).ShouldContain("broken.db");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
