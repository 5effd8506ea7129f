using System.Net;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Pages.Recorded;

[Collection(FurtherPagesCollection.Name)]
public sealed class ResultPagesTests(PagesFixture pages)
{
    private static string Hostile => $"/results/cells.db/{RecordedResult.KeyOf("train", PagesFixture.HostileResult)}";

    [Theory]
    [InlineData("/results")]
    [InlineData("/results/cells.db")]
    public async Task Lists_name_every_result_but_parts_of_experiments(string address)
    {
        var page = await pages.Page(address);
        foreach (var name in (string[])["kept", PagesFixture.HostileResult, ".."])
            page.ShouldContain($">{name}</a>");
        page.ShouldContain("2026-03-04 05:06");
        page.ShouldNotContain("part of an experiment");
        (await pages.Markup(address)).ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task A_result_shows_its_drawing_its_text_and_what_was_asked()
    {
        var markup = await pages.Markup("/results/cells.db/kept");
        markup.ShouldContain("<title>A kept curve</title>");
        markup.ShouldContain("printed &lt;b&gt;text&lt;/b&gt;");
        var page = WebUtility.HtmlDecode(markup);
        foreach (var text in (string[])["\"epochs\": 3", "1.2.3", "somewhere", "2026-03-04 05:06:07 UTC", "12.5 s"])
            page.ShouldContain(text);
    }

    [Theory]
    [InlineData("json", "application/json", "kept.json", "{}\n")]
    [InlineData("csv", "text/csv", "kept.csv", "alpha,beta,loss\n0.5,-1,2.25\n")]
    [InlineData("text", "text/plain", "kept.txt", "printed <b>text</b>\n")]
    public async Task Outputs_are_downloaded_as_files(string output, string type, string name, string content)
    {
        using var response = await pages.Client.GetAsync(
            new Uri($"/results/cells.db/kept/download?output={output}", UriKind.Relative), TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName.ShouldBe(name);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(content);
    }

    [Fact]
    public async Task A_drawing_with_a_script_in_it_is_a_file_and_no_part_of_the_page()
    {
        var markup = await pages.Markup(Hostile);
        markup.ShouldNotContain("<script>alert");
        markup.ShouldContain("is only there as a file");
        using var response = await pages.Client.GetAsync(new Uri($"{Hostile}/download?output=svg", UriKind.Relative), TestContext.Current.CancellationToken);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName!.Trim('"').ShouldMatch("^[A-Za-z0-9][A-Za-z0-9._-]*[.]svg$");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("/results/none.db")]
    [InlineData("/results/..%2Fcells.db")]
    [InlineData("/results/cells.db/nothing")]
    [InlineData("/results/cells.db/part%20of%20an%20experiment")]
    [InlineData("/results/cells.db/kept/download")]
    [InlineData("/results/cells.db/kept/download?output=..%2F..%2Fetc%2Fpasswd")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var response = await pages.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
