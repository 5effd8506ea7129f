using Tegula.Dashboard.Searches;
using Tegula.Dashboard.Stores;
using Tegula.Dashboard.Tests.Hosting;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Searches;

/// <summary>What is said about a study, and how its commands are written.</summary>
public sealed class SearchSituationsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Theory]
    [InlineData(StudyStatus.Running, SearchProcessState.Running, null, 0, "search", SearchSituation.RunsHere)]
    [InlineData(StudyStatus.Done, SearchProcessState.Running, null, 0, "search", SearchSituation.RunsHere)]
    [InlineData(StudyStatus.Running, SearchProcessState.Stopping, null, 0, "search", SearchSituation.Stopping)]
    [InlineData(StudyStatus.Running, null, null, 5, "search", SearchSituation.RunsElsewhere)]
    [InlineData(StudyStatus.Running, null, null, 61, "search", SearchSituation.Silent)]
    [InlineData(StudyStatus.Running, SearchProcessState.Ended, 4, 5, "search", SearchSituation.CanResume)]
    [InlineData(StudyStatus.Running, SearchProcessState.Ended, 6, 5, "search", SearchSituation.RunsElsewhere)]
    [InlineData(StudyStatus.Running, SearchProcessState.Ended, 90, 61, "search", SearchSituation.Silent)]
    [InlineData(StudyStatus.Stopped, SearchProcessState.Ended, 4, 5, "search", SearchSituation.CanResume)]
    [InlineData(StudyStatus.Stopped, SearchProcessState.Ended, 6, 5, "search", SearchSituation.CanResume)]
    [InlineData(StudyStatus.Stopped, null, null, 5, "search", SearchSituation.CanResume)]
    [InlineData(StudyStatus.Failed, null, null, 5, "search", SearchSituation.CanResume)]
    [InlineData(StudyStatus.Done, null, null, 5, "search", SearchSituation.Over)]
    [InlineData(StudyStatus.Stopped, null, null, 5, "score", SearchSituation.OtherCommand)]
    [InlineData(StudyStatus.Running, null, null, 5, "score", SearchSituation.RunsElsewhere)]
    public void What_can_be_done_follows_from_the_study_its_process_and_its_last_sign_of_life(
        StudyStatus status, SearchProcessState? process, int? ended, int seconds, string command, SearchSituation expected)
    {
        var study = new Study
        {
            Id = 1,
            Name = "x",
            Definition = TestDashboard.Definition(command),
            Status = status,
            Created = Now,
            Updated = Now.AddSeconds(-seconds),
            Version = "1",
            Machine = "m",
            Steps = 0,
        };
        SearchSituations.Of(study, process, ended is { } ago ? Now.AddSeconds(-ago) : null, Now).ShouldBe(expected);
    }

    [Theory]
    [InlineData("postgres://me:s%40cret@host:1/db?sslmode=disable", "postgres://me@host:1/db?sslmode=disable", "s@cret")]
    [InlineData("postgres://me@host/db", "postgres://me@host/db", null)]
    [InlineData("/data/studies/runs.db", "runs.db", null)]
    [InlineData("/data/studies/-x.db", "-x.db", null)]
    [InlineData("/data/elsewhere/runs.db", "/data/elsewhere/runs.db", null)]
    public void A_command_names_its_store_and_never_a_password(string location, string named, string? password)
    {
        var command = SearchCommand.Begin("/data/studies", new("slug", "name", location), new() { Name = "a name" });
        command.Arguments.ShouldBe(["search", .. SearchCommand.Option("--study", named), "--name", "a name"]);
        command.Password.ShouldBe(password);
        command.Text.ShouldNotContain("cret");
    }

    [Fact]
    public void The_usual_values_need_no_options_and_what_looks_like_an_option_stays_a_value()
    {
        new SearchForm().Options().ShouldBeEmpty();
        var form = new SearchForm { Name = "--json", Steps = "-1", Filter = SearchForm.DepthWidth, Fraction = "0.4" };
        SearchCommand.Begin("/f", new ShelvedStore("s", "s", "/f/s.db"), form).Arguments
            .ShouldBe(["search", "--study", "s.db", "--name=--json", "--steps=-1", "--filter", "depth-width:0.4"]);
    }

    [Fact]
    public void The_last_lines_are_kept_and_long_ones_cut()
    {
        var lines = new LastLines(2);
        foreach (var line in new[] { "one", null, "two", new string('x', 5000) })
            lines.Add(line);
        lines.All.Count.ShouldBe(2);
        lines.All[0].ShouldBe("two");
        lines.All[1].Length.ShouldBe(1001);
    }
}
