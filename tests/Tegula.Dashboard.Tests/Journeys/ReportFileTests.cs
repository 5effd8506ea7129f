using System.Text.Json;
using Tegula.Dashboard.Tests.Browsing;

namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>Reports opened from disk, as one who got them by mail does.</summary>
[Collection("Pages")]
public sealed class ReportFileTests(BrowserFixture browsers)
{
    public static TheoryData<string, string> Commands => new()
    {
        { "search", "search --steps 30 --batch 8 --repeats 1" },
        { "search-darts", "search --space darts --method random --steps 3 --batch 8 --repeats 1 --objective kappa,regions" },
        { "search-methods", "search --method random,evolution --steps 20 --batch 8 --repeats 1" },
        { "rank", "rank --table {table} --indicators kappa,regions --sample 20 --batch 8 --repeats 1" },
        { "landscape", "landscape --dag 2_21_112 --width 16 --data seg20 --epochs 1 --points 5 --what loss,variance --samples 32" },
        { "experiment", "experiment isometry-simulation --draws 2" },
        { "design", "design --family mobilenet-v2 --like mobilenet-v2:1.0 --max-params 3M" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_report_opens_from_disk_on_every_screen_with_its_numbers_and_its_command(string name, string command)
    {
        var folder = Directory.CreateTempSubdirectory("tegula-report-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.html");
            var table = Path.Combine(folder.FullName, "table.csv");
            File.WriteAllText(table, Tables.Csv());
            string[] arguments =
            [
                .. command.Split(' ').Select(word => word.Replace("{table}", table, StringComparison.Ordinal)),
                "--json", "--quiet", "--report", file,
            ];
            using var json = JsonDocument.Parse(RunningDashboard.Run(arguments));
            var browser = browsers.Open();
            foreach (var screen in Screen.All)
            {
                browser.Look(screen);
                browser.Open(new(file));
                browser.Picture($"report-{name}-{screen}");
                browser.Run("return document.documentElement.scrollWidth - document.documentElement.clientWidth").ShouldBe(0L, $"{name} overflows at {screen}");
                if (screen.IsNarrow != screen.IsDark)
                    Accessibility.Violations(browser).ShouldBeEmpty($"{name} at {screen}");
            }

            browser.All("svg").Count.ShouldBeGreaterThan(0);
            browser.Text.ShouldContain($"tegula {command.Split(' ')[0]}");
            browser.Errors().ShouldBeEmpty();
            if (json.RootElement.TryGetProperty("architecture", out var architecture) && name == "search")
                browser.Text.ShouldContain(architecture.GetString()!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
