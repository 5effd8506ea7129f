using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tegula.Studies;

namespace Tegula.Cli.Tests.Reports;

/// <summary><c>--report</c> of every command that has it.</summary>
public sealed partial class ReportTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private const string Small = "--batch 8 --repeats 1 --threads 1";

    [Theory]
    [InlineData("search", "--steps 20", 2)]
    [InlineData("search", "--space darts --method random --steps 3 --objective kappa,regions", 2)]
    [InlineData("search", "--method reinforce --steps 16 --filter depth-width --objective kappa", 2)]
    [InlineData("search", "--method pareto --steps 10 --objective kappa,regions", 2)]
    public void A_search_reports_everything_that_its_document_says(string command, string options, int drawings)
    {
        var (json, page) = Run(command, [.. options.Split(' '), .. Small.Split(' ')]);
        ShouldHold(page, json, "architecture", "objective", "indicators", "ranks", "front", "params", "macs");
        page.Descendants().Count(element => element.Name.LocalName == "svg").ShouldBeGreaterThanOrEqualTo(drawings);
        var steps = page.Descendants("table").Single(table => table.Element("caption")!.Value == "Each indicator over the steps");
        steps.Descendants("tr").Count().ShouldBe(1 + json.GetProperty("steps").GetInt32());
    }

    [Fact]
    public void With_a_table_a_report_knows_accuracy_and_regret()
    {
        var table = folder.Write("cells.csv", Tables.AllCells);
        var (json, page) = Run("search", ["--method", "random", "--steps", "10", "--table", table, .. Small.Split(' ')]);
        ShouldHold(page, json, "accuracy", "replay");
        var (several, compared) = Run("search", ["--method", "random,evolution", "--steps", "10", "--table", table, .. Small.Split(' ')]);
        ShouldHold(compared, several.GetProperty("searches")[0], "architecture", "evaluations", "indicators", "accuracy", "replay");
        ShouldHold(compared, several.GetProperty("searches")[1], "architecture", "evaluations", "indicators", "accuracy", "replay");
    }

    [Fact]
    public void A_rank_reports_its_rows_and_its_sample()
    {
        var table = folder.Write("ranked.csv", Tables.AllCells);
        var (json, page) = Run("rank", ["--table", table, "--indicators", "kappa,regions", "--sample", "12", "--resamples", "20", .. Small.Split(' ')]);
        ShouldHold(page, json, "rows");
        page.Descendants("table").Single(item => item.Element("caption")!.Value == "Indicators and accuracy of the sample")
            .Descendants("tr").Count().ShouldBe(13);
    }

    [Theory]
    [InlineData("landscape", "2_02_002 --width 8 --epochs 1 --lr 0.001 --points 3 --samples 8 --threads 1", "loss gradientDeviation hessian")]
    [InlineData("landscape", "2_02_002 --width 8 --epochs 1 --lr 0.001 --points 3 --samples 8 --what variance --threads 1", "gradientDeviation")]
    [InlineData("experiment", "isometry-simulation --draws 1", "findings summary rows settings")]
    [InlineData("experiment", "cell-theorems --nodes 2 --width 3 --samples 8 --draws 1 --threads 1", "findings summary rows settings")]
    [InlineData("design", "--family densenet-cnn --nn-mass 755 --wm 2 --max-params 5M --top 2", "candidates examined")]
    [InlineData("design", "--family mobilenet-v2 --like mobilenet-v2:1.0 --max-params 3M --top 2", "candidates reference target")]
    [InlineData("train", "2_02_002 --width 8 --epochs 2 --batch 16 --lr 0.01 --threads 1", "epochs parameters")]
    [InlineData("isometry", "2_02_002 --width 8 --batch 4 --threads 1", "layers")]
    [InlineData("kernel", "--dag 2_02_002 --correlation 0.5 --threads 1", "nngp ntk lambdaMin curve")]
    public void A_report_is_the_same_computed_and_from_a_study(string command, string options, string parts)
    {
        var study = folder.PathOf($"{command}{options.Length}.db");
        var (json, computed) = Run(command, options.Split(' '));
        ShouldHold(computed, json, parts.Split(' '));
        var (_, kept) = Run(command, [.. options.Split(' '), "--study", study]);
        var (again, taken) = Run(command, [.. options.Split(' '), "--study", study], "tegula: from the study: ");
        ShouldHold(taken, again, parts.Split(' '));
        taken.ToString().ShouldBe(kept.ToString());
        Timeless(kept).ShouldBe(Timeless(computed));
    }

    [Fact]
    public void A_search_that_goes_on_reports_as_the_search_did()
    {
        var study = folder.PathOf("resumed.db");
        string[] search = ["--steps", "20", "--filter", "depth-width", "--study", study, "--name", "<b>it's</b>", .. Small.Split(' ')];
        var (_, first) = Run("search", search);
        var (_, resumed) = Run("study", ["resume", "<b>it's</b>", "--study", study, "--threads", "1"]);
        Timeless(resumed).ShouldBe(Timeless(first));
        first.Descendants("b").ShouldBeEmpty();
        resumed.Descendants("code").Single().Value.ShouldContain(@"study resume '<b>it'\''s</b>' --study");
    }

    [Fact]
    public void A_cancelled_search_reports_its_best_so_far()
    {
        var (file, study) = (folder.PathOf("cancelled.html"), folder.PathOf("cancelled.db"));
        using var process = Shell.Start(["search", "--method", "random", "--steps", "100000", "--report", file, "--study", study, .. Small.Split(' ')]);
        while (!process.HasExited && !HasSteps(study))
            Thread.Sleep(50);
        Shell.Interrupt(process);
        Shell.Finish(process).ExitCode.ShouldBe(130);
        Parse(File.ReadAllText(file)).Descendants("p").ShouldContain(text => text.Value.StartsWith("Stopped early; this is the best so far."));
    }

    [Fact]
    public void A_password_is_not_handed_on()
    {
        Tegula.Cli.Reports.TypedCommand.Of(["search", "--study", "postgres://me:se@cr:et@host:5432/db?sslmode=disable&password=x"])
            .ShouldBe("tegula search --study 'postgres://me@host:5432/db?sslmode=disable&password=...'");
    }

    [Theory]
    [InlineData("search --steps 2")]
    [InlineData("rank --table nowhere.csv")]
    [InlineData("design --family densenet-cnn --nn-mass 755")]
    [InlineData("landscape 2_02_002")]
    [InlineData("experiment cell-theorems")]
    public void A_wrong_path_is_refused_before_anything_begins(string request)
    {
        var study = folder.PathOf("never.db");
        string[] words = [.. request.Split(' '), .. request.StartsWith("rank") ? [] : (string[])["--study", study]];
        Shell.Run([.. words, "--report", folder.PathOf("no/such/report.html")]).ShouldBeRefused("--report", "does not exist; create it or name another");
        Shell.Run([.. words, "--report", Path.GetDirectoryName(study)!]).ShouldBeRefused("--report", "is a folder; name a file in it");
        Shell.Run([.. words, "--report", ""]).ShouldBeRefused("--report needs the name of a file; write --report report.html");
        File.Exists(study).ShouldBeFalse();
    }

    private (JsonElement Json, XElement Page) Run(string command, string[] options, string error = "")
    {
        var file = folder.PathOf("report.any");
        string[] words = [command, .. options, "--json", "--report", file];
        var result = Shell.Run(words);
        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldStartWith(error);
        var html = File.ReadAllText(file);
        ExternalAddress().Matches(html).Select(match => match.Value).Distinct().ShouldBe(["http://www.w3.org/2000/svg"]);
        var page = Parse(html);
        page.Descendants("code").Single().Value.ShouldBe(Tegula.Cli.Reports.TypedCommand.Of(words));
        page.Descendants("dt").ShouldContain(name => name.Value == "Version");
        return (result.Json(), page);
    }

    private static bool HasSteps(string file)
    {
        try
        {
            using var store = StudyStore.Open(file, StudyAccess.ReadOnly);
            return store.Studies().Any(study => store.Steps(study.Id).Any());
        }
        catch (StudyException)
        {
            // It is not made yet.
            return false;
        }
    }

    // Every number and text of these parts of the document stands in a table, the numbers with all their digits.
    private static void ShouldHold(XElement page, JsonElement json, params string[] parts)
    {
        HashSet<string> shown = [.. page.Descendants("td").Select(field => field.Value)];
        HashSet<double> numbers = [.. page.Descendants("data").Select(field => double.Parse(field.Attribute("value")!.Value, CultureInfo.InvariantCulture))];
        shown.UnionWith(page.Descendants("p").Concat(page.Descendants("dd")).Select(text => text.Value));
        foreach (var part in parts.Where(part => json.TryGetProperty(part, out _)))
        {
            foreach (var value in Values(json.GetProperty(part)))
            {
                if (value.ValueKind == JsonValueKind.Number)
                    numbers.ShouldContain(value.GetDouble(), $"a number of {part}");
                else if (value.ValueKind == JsonValueKind.String && part != "objective")
                    shown.ShouldContain(value.GetString()!, $"a text of {part}");
            }
        }
    }

    private static IEnumerable<JsonElement> Values(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Values(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Values),
        _ => [element],
    };

    private static XElement Parse(string html) =>
        XDocument.Parse(Empty().Replace(html["<!DOCTYPE html>".Length..], "<meta${rest}/>"), LoadOptions.PreserveWhitespace).Root!;

    // All but the last part, which says how and when it was made.
    private static string Shown(XElement page) => string.Concat(page.Descendants("section").SkipLast(1).Select(section => section.ToString()));

    // Without times, which stand in columns, in rows and in sentences.
    private static string Timeless(XElement page)
    {
        var copy = new XElement(page);
        string[] names = ["seconds", "seconds alone", "perSecond"];
        foreach (var table in copy.Descendants("table").ToList())
        {
            var timed = table.Element("thead")!.Descendants("th").Index().Where(head => names.Contains(head.Item.Value)).Select(head => head.Index).ToList();
            foreach (var row in table.Descendants("tr").ToList())
            {
                if (names.Contains(row.Elements().First().Value))
                    row.Remove();
                else
                    row.Elements().Where((_, column) => timed.Contains(column)).ToList().ForEach(field => field.Remove());
            }
        }

        return Times().Replace(Shown(copy), "");
    }

    [GeneratedRegex(@"[\d.,:]+ +(?:ms|s|min|h)\b|[\d.,]+ (?:thousand )?a second", RegexOptions.None, 5_000)]
    private static partial Regex Times();

    [GeneratedRegex(@"<meta(?<rest>(?:\s+[a-z-]+=""[^""]*"")*)\s*/?>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Empty();

    [GeneratedRegex("https?:[^\"' <]*", RegexOptions.None, 1_000)]
    private static partial Regex ExternalAddress();
}
