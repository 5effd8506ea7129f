using System.Net;
using System.Text.RegularExpressions;
using Tegula.Reference;

namespace Tegula.Packages.Tests.Site;

/// <summary>The documentation site, built once.</summary>
public sealed class SiteTests(SiteFolder site) : IClassFixture<SiteFolder>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void Every_link_leads_to_a_file_and_every_anchor_to_a_place_in_it()
    {
        var anchors = site.Pages.ToDictionary(page => page, page => Values(File.ReadAllText(page), "id").ToHashSet());
        List<string> broken = [];
        var count = 0;
        foreach (var page in site.Pages)
        {
            var text = File.ReadAllText(page);
            foreach (var link in Values(text, "href").Concat(Values(text, "src")).Select(WebUtility.HtmlDecode).Distinct())
            {
                if (Uri.TryCreate(link, UriKind.Absolute, out var address) && !address.IsFile) continue;
                count++;
                var parts = link!.Split('#', 2);
                var path = Uri.UnescapeDataString(parts[0].Split('?')[0]);
                // The page for wrong addresses speaks of the root.
                var target = path.Length == 0
                    ? page
                    : path[0] == '/' ? site.PathOf(path[1..]) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, path));
                var anchor = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
                if (Directory.Exists(target))
                    target = Path.Combine(target, "index.html");
                if (!File.Exists(target))
                    broken.Add($"{page}: {link}");
                else if (anchor.Length > 0 && anchors.TryGetValue(target, out var there) && !there.Contains(anchor))
                    broken.Add($"{page}: {link} (no such anchor)");
            }
        }

        broken.ShouldBeEmpty();
        count.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public void Nothing_is_loaded_from_another_site()
    {
        foreach (var page in site.Pages)
        {
            foreach (Match tag in Regex.Matches(File.ReadAllText(page), "<(script|link|img|iframe)[^>]*>", RegexOptions.ExplicitCapture, Limit))
                tag.Value.ShouldNotMatch("(src|href)=\"(https?:)?//", $"{page}: {tag.Value}");
        }
    }

    [Fact]
    public void Every_public_type_has_a_page_that_names_its_members()
    {
        var types = PublicApi.Assemblies.SelectMany(PublicApi.Types).ToList();
        types.Count.ShouldBeGreaterThan(400);
        foreach (var type in types)
        {
            var page = site.PathOf("reference", Path.ChangeExtension(ReferencePages.Page(type), ".html"));
            File.Exists(page).ShouldBeTrue($"{type.FullName} has no page");
            var text = WebUtility.HtmlDecode(File.ReadAllText(page));
            foreach (var member in PublicApi.Members(type).Where(member => member is not System.Reflection.ConstructorInfo))
                text.ShouldContain(member.Name, customMessage: $"{type.FullName}.{member.Name}");
        }
    }

    [Fact]
    public void The_search_knows_the_pages()
    {
        var index = File.ReadAllText(site.PathOf("search", "search_index.json"));
        foreach (var place in new[] { "concepts.html", "tutorial.html", "results.html", "reference/Tegula.Datasets/DatasetSpec.html" })
            index.ShouldContain($"\"location\":\"{place}");
    }

    [Fact]
    public void Every_page_of_the_documentation_is_in_the_menu()
    {
        var menu = File.ReadAllText(Checkout.PathOf("eng", "mkdocs.yml"));
        foreach (var page in Directory.GetFiles(Checkout.PathOf("docs"), "*.md"))
            menu.ShouldContain($": {Path.GetFileName(page)}\n", customMessage: page);
    }

    private static IEnumerable<string> Values(string text, string attribute) =>
        Regex.Matches(text, $"\\s{attribute}=(\"(?<quoted>[^\"]*)\"|(?<bare>[^\\s\">]+))", RegexOptions.ExplicitCapture, Limit)
            .Select(match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["bare"].Value);
}
