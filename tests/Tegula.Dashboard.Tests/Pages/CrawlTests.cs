using System.Net;
using System.Text.RegularExpressions;

namespace Tegula.Dashboard.Tests.Pages;

[Collection(FurtherPagesCollection.Name)]
public sealed partial class CrawlTests(PagesFixture pages)
{
    [Fact]
    public async Task Every_link_of_every_page_leads_somewhere()
    {
        HashSet<string> met = [];
        Queue<(string Address, string From)> open = new();
        foreach (var start in (string[])
            [
                "/", "/compare", $"/compare?study={pages.Key("first")}&study={pages.Key("third")}&table=table.csv",
                "/correlation", $"/correlation?study={pages.Key("first")}&table=table.csv",
                "/landscapes", $"/landscapes?study={pages.Key("first")}", "/results",
                "/design", "/design?family=mobilenet-v2&nn-mass=900&max-params=3M&top=2", "/searches/new",
            ])
        {
            Meet(start, "the test");
        }

        List<string> broken = [];
        while (open.TryDequeue(out var next))
        {
            using var response = await pages.Client.GetAsync(
                new Uri(next.Address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
                broken.Add($"{next.Address} on {next.From}: {response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            foreach (Match link in Links().Matches(page))
                Meet(WebUtility.HtmlDecode(link.Groups["address"].Value), next.Address);
        }

        broken.ShouldBeEmpty();
        met.Count.ShouldBeGreaterThan(30);

        // A table can be sorted and paged in very many ways; the first of each page is enough.
        void Meet(string address, string from)
        {
            var parts = address.Split('#')[0].Split('?', 2);
            var key = parts.Length > 1 && from != "the test"
                ? $"{parts[0]}?{string.Join('&', parts[1].Split('&').Select(pair => pair.Split('=')[0]).Order())}"
                : address;
            if (met.Add(key))
                open.Enqueue((address, from));
        }
    }

    [GeneratedRegex("(?:href|src)=\"(?<address>/[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Links();
}
