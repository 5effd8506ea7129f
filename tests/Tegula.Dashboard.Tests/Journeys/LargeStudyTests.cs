using System.Globalization;
using Tegula.Dashboard.Tests.Browsing;

namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>A study of 100,000 evaluations in the browser.</summary>
[Collection("Pages")]
public sealed class LargeStudyTests(BrowserFixture browsers)
{
    private const int Steps = 100_000;

    [Fact]
    public void A_table_of_100_000_rows_sorts_filters_and_pages()
    {
        var folder = Directory.CreateTempSubdirectory("tegula-large-");
        try
        {
            LargeStudy.Make(Path.Combine(folder.FullName, "large.db"), Steps);
            using var dashboard = RunningDashboard.Start(folder.FullName);
            var browser = browsers.Open();
            browser.Open(dashboard.At("/"));
            browser.Press(browser.Find("main a[href^='/studies/large.db/']"));
            browser.Find("#evaluations").Text.ShouldContain("100,000");
            browser.WaitForCharts();

            browser.Press(browser.Find("#evaluations th a[href*='sort=kappa']"));
            browser.Wait("the order", () => browser.All("#evaluations th[aria-sort=ascending]").Count == 1 ? browser : null);
            Column(browser, "kappa").ShouldBe([.. Range().Order().Take(50)]);

            browser.Fill("#evaluations [name=min-regions]", "3900");
            browser.Fill("#evaluations [name=max-kappa]", "500");
            browser.Press(browser.Find("#evaluations form button[type=submit]"));
            double[] expected =
            [
                .. Enumerable.Range(0, Steps)
                    .Where(step => LargeStudy.Regions(step) >= 3900 && LargeStudy.Kappa(step) <= 500)
                    .Select(LargeStudy.Kappa)
                    .Order(),
            ];
            var count = expected.Length.ToString("N0", CultureInfo.InvariantCulture);
            browser.Wait("the number of rows", () =>
                browser.Find("#evaluations").Text.Contains(count, StringComparison.Ordinal) ? browser : null);
            Column(browser, "kappa").ShouldBe(expected.Take(50));

            browser.Press(browser.Find("#evaluations a[rel=next]"));
            browser.Wait("the second page", () => Column(browser, "kappa").SequenceEqual(expected.Skip(50).Take(50)) ? browser : null);
            browser.Picture("large-table");
            browser.Errors().ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static IEnumerable<double> Range() => Enumerable.Range(0, Steps).Select(LargeStudy.Kappa);
    }

    private static double[] Column(Browser browser, string indicator) =>
    [
        .. browser.All($"#evaluations td[data-column='{indicator}']")
            .Select(cell => double.Parse(cell.GetAttribute("data-value")!, CultureInfo.InvariantCulture)),
    ];
}
