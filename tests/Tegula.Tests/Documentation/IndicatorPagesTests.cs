using Tegula.Indicators;

namespace Tegula.Tests.Documentation;

/// <summary>Every registered indicator has a page, and the index leads to it.</summary>
public sealed class IndicatorPagesTests
{
    private static readonly string[] Index = File.ReadAllLines(Checkout.PathOf("docs", "indicators", "README.md"));

    public static TheoryData<string> Ids => [.. IndicatorRegistry.All.Select(indicator => indicator.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_says_what_the_registry_says(string id)
    {
        IndicatorInfo indicator = IndicatorRegistry.Get(id);
        string[] page = File.ReadAllLines(Checkout.PathOf("docs", "indicators", id + ".md"));
        page[0].ShouldBe($"# {id}: {indicator.Name}");
        string better = indicator.Direction == Direction.HigherIsBetter ? "higher" : "lower";
        page.ShouldContain(line => line.StartsWith($"**Better:** {better}", StringComparison.Ordinal));
        foreach (string part in new[] { "**Source:**", "**Looks at:**", "**Cost:**", "**Fails:**", "**Tells:**", "**Does not tell:**" })
            page.ShouldContain(line => line.StartsWith(part, StringComparison.Ordinal), $"{id}.md has no line '{part}'");
        page.ShouldContain(line => line.StartsWith("    ", StringComparison.Ordinal), $"{id}.md has no formula");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_index_has_one_row_for_it(string id) =>
        Index.Count(line => line.StartsWith($"| [`{id}`]({id}.md) |", StringComparison.Ordinal)).ShouldBe(1);

    [Fact]
    public void There_is_no_page_of_an_indicator_that_is_not_registered() =>
        Directory.GetFiles(Checkout.PathOf("docs", "indicators"), "*.md").Select(path => Path.GetFileNameWithoutExtension(path)!)
            .ShouldBe(IndicatorRegistry.All.Select(indicator => indicator.Id).Append("README"), ignoreOrder: true);
}
