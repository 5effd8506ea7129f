using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tegula.Dashboard.Evaluations;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Snapshots;
using Tegula.Dashboard.Tests.Snapshots;

namespace Tegula.Dashboard.Tests.Evaluations;

/// <summary>The table as it stands on a page and in a file.</summary>
public sealed partial class EvaluationTableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_shows_its_rows_and_leads_to_the_others()
    {
        using var study = new GrownStudy(1);
        study.Grow(500);
        var (snapshot, html) = await Render(study, "?sort=kappa&descending=true&min-naswot=10&size=25&page=2");
        var query = EvaluationQueryString.Parse([new("sort", "kappa"), new("descending", "true"), new("min-naswot", "10")], snapshot);
        var rows = EvaluationRows.Of(snapshot, query);
        Values(html, "step").ShouldBe(rows.Skip(25).Take(25).Select(step => $"{step + 1}"));
        Values(html, "kappa").ShouldBe(rows.Skip(25).Take(25).Select(step =>
            snapshot.Course.Column("kappa")!.Values[step]?.ToString("R", CultureInfo.InvariantCulture) ?? ""));
        Links(html).Where(link => link.StartsWith("/architectures/", StringComparison.Ordinal))
            .ShouldBe(rows.Skip(25).Take(25).Select(step => $"/architectures/grown.db/{snapshot.Steps[step].Evaluation.Id}?study=1"));
        html.ShouldContain($"{rows.Length} of {snapshot.Course.FirstSteps.Count} evaluations, page 2 of {(rows.Length + 24) / 25}");
        html.ShouldContain("aria-sort=\"descending\"");
        Links(html).ShouldContain("/studies/grown.db/1?sort=kappa&min-naswot=10&size=25#evaluations");
        Links(html).ShouldContain("/studies/grown.db/1?sort=kappa&descending=true&min-naswot=10&size=25&page=3#evaluations");
        Links(html).ShouldContain("/studies/grown.db/1/evaluations.csv?sort=kappa&descending=true&min-naswot=10");
        html.ShouldContain("rel=\"prev\"");
        html.ShouldContain("<input type=\"hidden\" name=\"sort\" value=\"kappa\"");
    }

    [Fact]
    public async Task Wrong_and_hostile_values_are_shown_beside_their_fields_as_text()
    {
        using var study = new GrownStudy(2, name: "<script>alert(1)</script>");
        study.Grow(120);
        var (snapshot, html) = await Render(study, "?sort=<b>&min-kappa=\"><script>&contains=<img src=x>&page=x&measured=1");
        html.ShouldNotContain("<script>");
        html.ShouldNotContain("<img");
        html.ShouldContain("id=\"error-min-kappa\"");
        html.ShouldContain("aria-describedby=\"error-measured\"");
        html.ShouldContain("aria-invalid=\"true\"");
        html.ShouldContain("There is no column");
        html.ShouldContain("No evaluation passes these filters");
        (await Render(study, "?page=99999")).Html.ShouldContain($"page {(snapshot.Course.FirstSteps.Count + 49) / 50} of");
        (await Render(study, "?page=x")).Html.ShouldContain("id=\"error-page\"");
    }

    [Fact]
    public async Task A_study_without_steps_has_no_table_yet()
    {
        using var study = new GrownStudy(3);
        var html = (await Render(study, "?sort=kappa")).Html;
        html.ShouldContain("Nothing has been measured yet");
        html.ShouldNotContain("<table");
    }

    [Fact]
    public async Task The_file_holds_what_passes_in_its_order()
    {
        using var study = new GrownStudy(4, name: "häßlich \"/..\\x");
        study.Grow(1_300);
        await using var server = await DashboardServer.Start(study.Options, Token);
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(server.Address, "/studies/grown.db/1/evaluations.csv?sort=params&max-kappa=1e6"), Token);
        (response.StatusCode, response.Content.Headers.ContentType?.MediaType).ShouldBe((HttpStatusCode.OK, "text/csv"));
        response.Content.Headers.ContentDisposition?.FileName.ShouldBe("h__lich___.._x.csv");
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, 1).ShouldNotBeNull();
        var rows = EvaluationRows.Of(snapshot, EvaluationQueryString.Parse([new("sort", "params"), new("max-kappa", "1e6")], snapshot));
        rows.Length.ShouldBeGreaterThan(100);
        string[] lines = (await response.Content.ReadAsStringAsync(Token)).Split('\n');
        string[] head = lines[0].Split(',');
        foreach (var (step, line) in rows.Zip(lines.Skip(1)))
        {
            var fields = head.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
            var evaluation = study.Store.FindEvaluation(snapshot.Steps[step].Evaluation.Id)!;
            (fields["step"], fields["evaluation"], fields["architecture"], fields["canonical"], fields["error"])
                .ShouldBe(($"{step}", $"{evaluation.Id}", snapshot.Steps[step].Step.Architecture, evaluation.Computation, evaluation.Error ?? ""));
            double.Parse(fields["kappa"], CultureInfo.InvariantCulture).ShouldBe(evaluation.Indicators["kappa"].Value!.Value);
            fields["params_status"].ShouldBe(evaluation.Indicators["params"].IsOk ? "ok" : "singular");
            fields["rank"].ShouldBe($"{snapshot.Course.Rank(step)}");
            fields["asked"].ShouldBe($"{snapshot.Steps.Count(other => other.Step.Evaluation == evaluation.Id)}");
        }

        lines.Skip(1 + rows.Length).ShouldBe([""]);
    }

    private static async Task<(StudySnapshot Snapshot, string Html)> Render(GrownStudy study, string query)
    {
        var snapshot = new StudySnapshots(study.Shelf).Get(study.Shelved, study.Study.Id).ShouldNotBeNull();
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(query.Replace("<", "%3C", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal));
        using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<EvaluationTable>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = EvaluationTableModel.Of(snapshot, request) }))).ToHtmlString());
        return (snapshot, html);
    }

    private static IEnumerable<string> Values(string html, string column) =>
        Cells().Matches(html).Where(cell => cell.Groups["column"].Value == column).Select(cell => cell.Groups["value"].Value);

    private static IEnumerable<string> Links(string html) => Addresses().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups["address"].Value));

    [GeneratedRegex("data-column=\"(?<column>[^\"]*)\"( data-value=\"(?<value>[^\"]*)\")?", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Cells();

    [GeneratedRegex("href=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Addresses();
}
