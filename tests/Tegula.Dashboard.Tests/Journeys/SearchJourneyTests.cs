using System.Globalization;
using Tegula.Architectures;
using Tegula.Dashboard.Tests.Browsing;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>From an empty folder to a genotype on disk, in the browser alone.</summary>
[Collection("Pages")]
public sealed class SearchJourneyTests(BrowserFixture browsers)
{
    [Fact]
    public void A_search_is_started_watched_stopped_resumed_and_its_best_cell_downloaded()
    {
        var folder = Directory.CreateTempSubdirectory("tegula-journey-");
        try
        {
            using var dashboard = RunningDashboard.Start(folder.FullName);
            var browser = browsers.Open();

            browser.Open(dashboard.At("/"));
            browser.Press(browser.Find("main a[href='/searches/new']"));
            browser.Fill("[name=name]", "watched <b>live</b>");
            browser.Fill("[name=method]", "random");
            browser.Fill("[name=steps]", "5000");
            browser.Fill("[name=batch]", "8");
            browser.Fill("[name=repeats]", "1");
            browser.Press(browser.Find("form[action='/searches'] button[type=submit]"));

            browser.Wait("the page of the study", () => browser.Address.AbsolutePath.StartsWith("/studies/", StringComparison.Ordinal) ? browser : null);
            browser.Find("h1").Text.ShouldContain("watched <b>live</b>");
            browser.Wait("points", () => Points(browser) > 0 ? browser : null);
            var first = Points(browser);
            browser.Wait("more points", () => Points(browser) > first ? browser : null);
            browser.Picture("journey-running");

            browser.Press(browser.Find("form[action$='/stop'] button"));
            browser.Wait("the search to stop", () => browser.All("form[action$='/resume'] button").Count == 1 ? browser : null);
            var (kept, steps) = Kept(folder.FullName);
            kept.Status.ShouldBe(StudyStatus.Stopped);
            steps.ShouldBeGreaterThan(0);

            browser.Press(browser.Find("form[action$='/resume'] button"));
            browser.Wait("more steps than before", () => Kept(folder.FullName).Steps > steps ? browser : null);
            browser.Press(browser.Find("form[action$='/stop'] button"));
            browser.Wait("the search to stop", () => browser.All("form[action$='/resume'] button").Count == 1 ? browser : null);

            browser.Press(browser.Find("#best a[href^='/architectures/']"));
            browser.Wait("the page of the cell", () => browser.Address.AbsolutePath.StartsWith("/architectures/", StringComparison.Ordinal) ? browser : null);
            var cell = browser.Find("h1").Text;
            browser.Find("main svg").Displayed.ShouldBeTrue();
            var download = browser.Find("a[download][href*='/genotype']");
            browser.Press(download);
            var file = browser.Downloaded(download.GetAttribute("download")!);
            NasBench201Cell.Parse(File.ReadAllText(file).Trim()).ToString().ShouldBe(cell);
            browser.Errors().ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Points(Browser browser) =>
        browser.All("[data-points]").Select(chart => long.Parse(chart.GetAttribute("data-points")!, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    private static (Study Study, int Steps) Kept(string folder)
    {
        using var store = StudyStore.Open(Directory.GetFiles(folder, "*.db").Single(), StudyAccess.ReadOnly);
        var study = store.Studies().Single();
        return (study, store.Steps(study.Id).Count);
    }
}
