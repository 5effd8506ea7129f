using System.Globalization;
using Tegula.Spaces;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages.Correlation;

[Collection(FurtherPagesCollection.Name)]
public sealed class CorrelationPageTests(PagesFixture pages)
{
    [Fact]
    public async Task The_correlations_are_those_of_counted_pairs()
    {
        var page = await pages.Page($"/correlation?study={pages.Key("first")}&table=table.csv&dataset=cifar100");
        var rows = NasBench201Space.Instance.Enumerate().Index().ToDictionary(item => item.Item.ToString(), item => item.Index);
        using var store = StudyStore.Open(pages.Store, StudyAccess.ReadOnly);
        var steps = store.ScoredSteps(store.FindStudy("first")!.Id).DistinctBy(step => step.Step.Architecture).ToList();
        foreach (var indicator in (string[])["regions", "naswot"])
        {
            (double X, double Y)[] points =
            [
                .. steps.Select(step => (
                    step.Evaluation.Indicators[indicator].Value ?? double.NegativeInfinity, PagesFixture.Accuracy(rows[step.Step.Architecture]) - 20)),
            ];
            page.ShouldContain($"<td>{indicator}</td><td class=\"number\"><data value=\"{Number(TauB(points))}");
        }

        page.ShouldContain($"value=\"cifar100\" selected");
        page.ShouldContain($">{steps.Count}</dd>");
    }

    [Fact]
    public async Task Without_a_choice_there_is_a_form_with_the_studies_and_the_tables()
    {
        var page = await pages.Page("/correlation");
        page.ShouldContain("Choose a study and a table");
        page.ShouldContain("value=\"table.csv\"");
        page.ShouldNotContain("numbers.csv");
        page.ShouldContain(PagesFixture.HostileName);
        (await pages.Markup("/correlation")).ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task Too_few_common_cells_are_counted()
    {
        var page = await pages.Page($"/correlation?study={pages.Key("third")}&table=table.csv");
        page.ShouldContain("The table holds too few of the architectures");
        page.ShouldContain("at least 10");
    }

    [Fact]
    public async Task A_table_of_another_space_is_told_without_its_folder()
    {
        var page = await pages.Page($"/correlation?study={pages.Key("other space")}&table=table.csv");
        page.ShouldContain("This cannot be compared");
        page.ShouldContain("table.csv");
        page.ShouldNotContain(Path.GetDirectoryName(pages.Table)!);
    }

    [Theory]
    [InlineData("study=cells.db/999&table=table.csv", "there is no such study")]
    [InlineData("study=../cells.db/1&table=table.csv", "there is no such study")]
    [InlineData("study=cells.db/1&table=../table.csv", "there is no such table")]
    [InlineData("study=cells.db/1&table=numbers.csv", "there is no such table")]
    public async Task What_is_not_there_is_told(string query, string words) => (await pages.Page($"/correlation?{query}")).ShouldContain(words);

    private static string Number(double value) => value.ToString("0.0000000000", CultureInfo.InvariantCulture)[..10];

    // Every pair for itself.
    private static double TauB((double X, double Y)[] points)
    {
        long agree = 0, untiedX = 0, untiedY = 0;
        for (var one = 0; one < points.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var (x, y) = (points[one].X.CompareTo(points[other].X), points[one].Y.CompareTo(points[other].Y));
                agree += x * y;
                untiedX += x * x;
                untiedY += y * y;
            }
        }

        return agree / Math.Sqrt((double)untiedX * untiedY);
    }
}
