using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Pages.StudyView;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Tests.Browsing;
using Tegula.Dashboard.Tests.Snapshots;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>The page of a study that changes while somebody looks at it.</summary>
[Collection("Pages")]
public sealed class LiveStudyTests(BrowserFixture browsers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_the_end_of_a_study_its_page_lists_and_says_what_is_best_then_and_counts_steps_from_1()
    {
        using var study = new GrownStudy(6);
        study.Grow(20);
        await using var server = await DashboardServer.Start(study.Options, Token);
        var browser = Open(server);
        browser.Run("document.querySelector('#best a').focus()");
        study.Grow(180);
        study.Store.SetStatus(study.Study.Id, StudyStatus.Done);
        browser.Wait("the end", () => browser.Find("#status").Text == "done" ? browser : null);

        // A list that holds the focus waits.
        browser.Run("return document.activeElement.closest('#best') !== null").ShouldBe(true);
        browser.Run("document.activeElement.blur()");
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id)!;
        var expected = StudyPageModel.Of(snapshot).Best().Select(best => best.Architecture).ToList();
        WaitForTexts(browser, "#best .architecture", expected);

        var last = (snapshot.Course.Best[^1].Step + 1).ToString("N0", CultureInfo.InvariantCulture);
        var news = (string)browser.Run("return document.querySelector('[data-course=news]').textContent")!;
        news.ShouldStartWith($"Now done: best at step {last}, cost ");
        browser.Find("[data-course=best-step]").Text.ShouldBe(last);
        browser.Find("[data-figure=cost] [data-summary]").Text.ShouldContain($"since step {last};");
        browser.Press(browser.Find("[data-indicator=kappa] summary"));
        var steps = snapshot.Course.Column("kappa")!.Values.Index().Where(value => value.Item is not null).Select(value => $"{value.Index + 1}").ToList();
        WaitForTexts(browser, "[data-indicator=kappa] tr td:first-child", steps);
        CourseDrawings.Of(snapshot)[0].Svg!.ShouldContain($" at {study.Steps}</title>");
        browser.Picture("study-ended");
        browser.Errors().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_button_that_no_longer_holds_goes_even_where_it_has_the_focus()
    {
        using var study = new GrownStudy(7);
        study.Grow(20);
        study.Store.SetStatus(study.Study.Id, StudyStatus.Stopped);
        await using var server = await DashboardServer.Start(study.Options, Token);
        var browser = Open(server);
        browser.Find("form[action$='/resume'] button");
        browser.Run("document.querySelector(\"form[action$='/resume'] button\").focus()");
        study.Store.SetStatus(study.Study.Id, StudyStatus.Done);
        browser.Wait("the button to go", () => browser.All("form[action$='/resume']").Count == 0 ? browser : null);
        browser.Run("return document.activeElement.id").ShouldBe("status");
        browser.Find("#status").Text.ShouldBe("done");
    }

    [Fact]
    public async Task A_page_whose_study_cannot_be_read_or_is_gone_does_not_say_that_it_is_live()
    {
        using var study = new GrownStudy(8);
        study.Grow(20);
        await using var server = await DashboardServer.Start(study.Options, Token);
        server.Services.GetRequiredService<StudyWatches>().Patience = TimeSpan.FromSeconds(0.5);
        var browser = Open(server);
        browser.Find(".badge-live").Text.ShouldStartWith("Live");
        File.Delete(study.File);
        await File.WriteAllTextAsync(study.File, "", Token);
        browser.Find(".badge-unreadable").Text.ShouldBe("Cannot be read: trying again");
        File.Delete(study.File);
        browser.Find(".badge-gone").Text.ShouldBe("Gone: the study is not there any more");
        browser.All(".badge-live").ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nothing_could_be_measured_each_figure_says_so()
    {
        using var study = new GrownStudy(9, fails: true);
        study.Grow(8);
        await using var server = await DashboardServer.Start(study.Options, Token);
        var browser = Open(server);
        var evaluations = browser.Find("[data-course=evaluations]").Text;
        browser.Find("[data-indicator=kappa] [data-summary]").Text.ShouldBe($"No value yet: all {evaluations} evaluations failed.");
        browser.Find("[data-figure=front] [data-summary]").Text.ShouldBe("No point yet: no architecture has a value of both.");
        browser.Picture("study-nothing-measured");
        Accessibility.Violations(browser).ShouldBeEmpty();
        browser.Errors().ShouldBeEmpty();
    }

    private static void WaitForTexts(Browser browser, string selector, List<string> expected) =>
        browser.Wait(selector, () => browser.All(selector).Select(element => element.Text).SequenceEqual(expected) ? browser : null);

    private Browser Open(DashboardServer server)
    {
        var browser = browsers.Open();
        browser.Open(new(server.Address, "/studies/grown.db/1"));
        browser.WaitForCharts();
        return browser;
    }
}
