using System.Net;
using Tegula.Dashboard.Searches;
using Tegula.Dashboard.Stores;
using Tegula.Dashboard.Tests.Hosting;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Searches;

/// <summary>Which studies must not be resumed from a page.</summary>
public sealed class ResumeCheckTests
{
    [Fact]
    public async Task A_study_that_names_a_file_outside_the_folder_is_not_resumed()
    {
        await using var dashboard = await TestDashboard.Start(prepare: folder =>
        {
            using var store = StudyStore.Open(Path.Combine(folder, "given.db"));
            var study = store.CreateStudy("first", TestDashboard.Definition() with { Data = "cifar10:/etc/passwd" });
            store.SetStatus(study.Id, StudyStatus.Stopped);
        });
        using var answer = await dashboard.Post("/studies/given.db/1/resume");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await TestDashboard.Text(answer);
        page.ShouldContain("not among those that may be used here");
        page.ShouldNotContain("bytes");
        Processes(dashboard).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_study_that_another_process_runs_is_not_resumed()
    {
        await using var dashboard = await TestDashboard.Start(prepare: folder => TestDashboard.MakeStore(folder, "busy.db"));
        using var answer = await dashboard.Post("/studies/busy.db/1/resume");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await TestDashboard.Text(answer)).ShouldContain("runs in another process");
        Processes(dashboard).ShouldBeEmpty();
    }

    [Fact]
    public void Data_are_used_that_are_built_in_or_lie_in_the_folder_also_where_a_link_leads_to_it()
    {
        var outer = Directory.CreateTempSubdirectory("tegula-resume-");
        try
        {
            var folder = outer.CreateSubdirectory("real").FullName;
            var link = Path.Combine(outer.FullName, "link");
            Directory.CreateSymbolicLink(link, folder);
            File.WriteAllText(Path.Combine(folder, "images.bin"), "");
            File.WriteAllText(Path.Combine(outer.FullName, "images.bin"), "");
            File.CreateSymbolicLink(Path.Combine(folder, "leads.bin"), "/etc/passwd");
            var options = TestDashboard.Options($"{link}/") with { Data = ["cifar10:/data/given.bin"] };
            var inputs = new SearchInputs(options, new TableShelf(options));
            string[] own = ["synthetic", "cifar10:images.bin", $"cifar10:{folder}/images.bin", $"cifar10:{link}/images.bin", "cifar10:/data/given.bin"];
            string[] foreign =
            [
                "cifar10:/etc/passwd", $"cifar10:{folder}/leads.bin", $"cifar10:{folder}/../images.bin", "cifar10:../images.bin", "images:/etc", "none", "",
            ];
            foreach (var data in own)
                inputs.Allows(data).ShouldBeTrue(data);
            foreach (var data in foreign)
                inputs.Allows(data).ShouldBeFalse(data);
        }
        finally
        {
            outer.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<SearchProcess> Processes(TestDashboard dashboard) =>
        ((SearchProcesses)dashboard.Server.Services.GetService(typeof(SearchProcesses))!).All;
}
