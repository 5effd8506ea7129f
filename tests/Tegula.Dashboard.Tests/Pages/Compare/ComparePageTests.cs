using System.Globalization;
using System.Text.RegularExpressions;
using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Pages.Compare;
using Tegula.Spaces;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages.Compare;

[Collection(FurtherPagesCollection.Name)]
public sealed class ComparePageTests(PagesFixture pages)
{
    [Fact]
    public void A_comparison_ends_early_where_nobody_waits_for_it() =>
        Should.Throw<OperationCanceledException>(() => Comparison.Of([], null, new CancellationToken(canceled: true)));

    [Fact]
    public async Task The_best_so_far_has_the_mean_rank_among_everything_that_both_measured()
    {
        var page = await pages.Page($"/compare?study={pages.Key("first")}&study={pages.Key("second")}");
        var (first, second) = (Steps("first"), Steps("second"));
        Dictionary<string, StepEvaluation> all = [];
        foreach (var step in first.Concat(second))
            all.TryAdd(step.Evaluation.Computation, step.Evaluation);
        StepEvaluation[] measured = [.. all.Values.Where(evaluation => evaluation.IsMeasured)];
        foreach (var (label, steps) in new[] { ("A: first", first), ("B: second", second) })
        {
            var best = steps.Where(step => step.Evaluation.IsMeasured).Min(step => Cost(step.Evaluation, measured));
            var row = page[..page.IndexOf("<h2>Answers</h2>", StringComparison.Ordinal)].Split("<tr>").Last(line => line.Contains($"<td>{label}</td>", StringComparison.Ordinal));
            double.Parse(row.Split("<data value=\"")[3].Split('"')[0], CultureInfo.InvariantCulture).ShouldBe(best, 1e-12);
        }

        var common = first.Select(step => step.Evaluation.Computation).Intersect(second.Select(step => step.Evaluation.Computation)).Count();
        page.ShouldContain($"<td>A: first</td><td>B: second</td><td class=\"number\"><data value=\"{common}\">");
    }

    [Fact]
    public async Task What_differs_between_the_requests_is_marked()
    {
        var page = await pages.Page($"/compare?study={pages.Key("first")}&study={pages.Key("second")}");
        RowOf("method").ShouldContain("differs");
        RowOf("space").ShouldNotContain("differs");
        page.ShouldContain("<td>random</td>");
        page.ShouldContain("<td>evolution</td>");

        string RowOf(string name) => page.Split("<tr").Single(row => Regex.IsMatch(row, $"<th scope=\"row\">{name}( ≠)?<", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task An_answer_that_no_step_asked_for_has_its_values_too()
    {
        using var store = StudyStore.Open(pages.Store, StudyAccess.ReadOnly);
        var answer = store.FindStudy("learned")!.Answer!;
        Steps("learned").ShouldNotContain(step => step.Step.Architecture == answer);
        var stored = store.Evaluations(new()).Last(evaluation => evaluation.Architecture == answer);

        var page = await pages.Page($"/compare?study={pages.Key("learned")}");
        var answers = page[page.IndexOf("<h2>Answers</h2>", StringComparison.Ordinal)..];
        foreach (var value in stored.Indicators.Values)
            answers.ShouldContain($"<data value=\"{NumberText.Exact(value.Value!.Value)}\">");
    }

    [Fact]
    public async Task With_a_table_the_answers_have_accuracies_and_a_regret()
    {
        var page = await pages.Page($"/compare?study={pages.Key("first")}&table=table.csv");
        using var store = StudyStore.Open(pages.Store, StudyAccess.ReadOnly);
        var answer = store.FindStudy("first")!.Answer;
        var rows = NasBench201Space.Instance.Enumerate().Index().ToList();
        var accuracy = PagesFixture.Accuracy(rows.Single(row => row.Item.ToString() == answer).Index);
        var best = rows.Max(row => PagesFixture.Accuracy(row.Index));
        page.ShouldContain($"<data value=\"{NumberText.Exact(accuracy)}\">");
        page.ShouldContain($"<data value=\"{NumberText.Exact(best - accuracy)}\">");
        page.ShouldContain("Regret on cifar10");
        page.ShouldContain("Regret on imagenet16-120");
    }

    [Theory]
    [InlineData("first", "third", "measured with different seeds", true)]
    [InlineData("first", "other way", "measured in different ways (different batchSize)", false)]
    [InlineData("first", "other space", "search different spaces (nas-bench-201, darts)", false)]
    public async Task What_cannot_be_compared_is_said(string one, string other, string words, bool isRanked)
    {
        var page = await pages.Page($"/compare?study={pages.Key(one)}&study={pages.Key(other)}");
        page.ShouldContain(words);
        page.Contains("<h2>Best so far</h2>", StringComparison.Ordinal).ShouldBe(isRanked);
    }

    [Fact]
    public async Task Without_a_choice_every_study_can_be_ticked()
    {
        var page = await pages.Page("/compare");
        foreach (var study in (string[])["first", "second", "other space", PagesFixture.HostileName, "ways"])
            page.ShouldContain($"name=\"study\" value=\"{pages.Key(study)}\"");
        var hostile = await pages.Markup($"/compare?study={pages.Key(PagesFixture.HostileName)}");
        hostile.ShouldNotContain("<script>alert");
    }

    [Theory]
    [InlineData("study=cells.db/999", "there is no study 'cells.db/999'")]
    [InlineData("study=1&study=2&study=3&study=4&study=5&study=6&study=7", "7 studies are too many")]
    [InlineData("study=cells.db/1&table=../table.csv", "there is no such table")]
    public async Task A_wrong_choice_is_told(string query, string words) => (await pages.Page($"/compare?{query}")).ShouldContain(words);

    private IReadOnlyList<ScoredStep> Steps(string study)
    {
        using var store = StudyStore.Open(pages.Store, StudyAccess.ReadOnly);
        return store.ScoredSteps(store.FindStudy(study)!.Id);
    }

    // Minus the mean over the indicators of the share of places that it fills or leaves behind; both go for high values.
    private static double Cost(StepEvaluation one, StepEvaluation[] all) => -((string[])["regions", "naswot"]).Average(indicator =>
    {
        var own = one.Indicators[indicator].Value!.Value;
        var better = all.Count(other => other.Indicators[indicator].Value > own);
        var equal = all.Count(other => other.Indicators[indicator].Value!.Value.Equals(own));
        return (all.Length - better - ((equal - 1) / 2.0)) / all.Length;
    });
}
