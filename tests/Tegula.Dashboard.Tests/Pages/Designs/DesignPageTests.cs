using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Tegula.Architectures.Models;
using Tegula.Dashboard.Pages.Designs;
using Tegula.Design;

namespace Tegula.Dashboard.Tests.Pages.Designs;

[Collection(FurtherPagesCollection.Name)]
public sealed class DesignPageTests(PagesFixture pages)
{
    [Fact]
    public async Task The_networks_are_those_that_the_library_designs()
    {
        var page = await pages.Page("/design?family=mobilenet-v2&like=mobilenet-v2:1.4&max-params=3.8M&max-macs=400M&top=4");
        var request = DesignRequest.Like(MobileNetV2.Id, new MobileNetV2(1.4)) with { MaxParameters = 3_800_000, MaxMacs = 400_000_000, Top = 4 };
        var found = DirectDesign.Find(request, TestContext.Current.CancellationToken);
        var from = page.IndexOf("mobilenet-v2:1.4</td>", StringComparison.Ordinal);
        from.ShouldBePositive();
        foreach (var candidate in found.Candidates)
        {
            foreach (var text in (string[])[$"{candidate.Architecture}</td>", Number(candidate.Parameters), Number(candidate.Macs)])
            {
                from = page.IndexOf(text, from, StringComparison.Ordinal);
                from.ShouldBePositive($"{text} is missing or in the wrong place");
            }
        }

        page.ShouldContain($"{Number(found.Examined)} networks compared");
        page.ShouldContain("tegula design --family mobilenet-v2 --like mobilenet-v2:1.4 --max-params 3.8M --max-macs 400M --top 4");

        static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Another_of_the_networks_can_be_drawn()
    {
        const string Question = "/design?family=mobilenet-v2&nn-mass=900&max-params=3M&top=3";
        var second = DirectDesign.Find(
            new(MobileNetV2.Id) { TargetMass = 900, MaxParameters = 3_000_000, Top = 3 }, TestContext.Current.CancellationToken).Candidates[1];
        (await pages.Page($"{Question}&drawn=2")).ShouldContain($"<title>{second.Architecture}</title>");
        (await pages.Page(Question)).ShouldNotContain($"<title>{second.Architecture}</title>");
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_is_lost()
    {
        var page = await pages.Page("/design?family=mobilenet-v2&like=nonsense&max-params=lots&max-macs=-1&top=0&width-mult=1,a&classes=x&image=7");
        foreach (var field in (string[])["like", "max-params", "max-macs", "top", "width-mult", "classes", "image"])
            page.ShouldContain($"id=\"{field}-error\"");
        foreach (var value in (string[])["nonsense", "lots", "-1", "1,a", "7"])
            page.ShouldContain($"value=\"{value}\"");
        (await pages.Page("/design?family=mobilenet-v2")).ShouldContain("there is nothing to design for");
        (await pages.Page("/design?family=mobilenet-v2&nn-mass=1&like=mobilenet-v2")).ShouldContain("id=\"nn-mass-error\"");
        (await pages.Page("/design?family=mobilenet-v2&max-params=100k")).ShouldContain("no mobilenet-v2 has at most 100,000 parameters");
        (await pages.Page("/design?family=nothing&nn-mass=1")).ShouldContain("id=\"family-error\"");
    }

    [Theory]
    [InlineData("densenet-cnn:depth=40,wm=2,tc=60/130/2147483647", true)]
    [InlineData("densenet-cnn:depth=40,wm=2,tc=60/130/170,seed=123456", false)]
    public void A_network_that_would_keep_a_page_waiting_is_refused(string like, bool isRefused)
    {
        var errors = new Dictionary<string, string>();
        new DesignForm { Family = "densenet-cnn", Like = like }.Read(errors);
        errors.ContainsKey("like").ShouldBe(isRefused);
    }

    [Fact]
    public async Task Markup_in_a_field_stays_text()
    {
        var markup = await pages.Markup($"/design?family=mobilenet-v2&like={Uri.EscapeDataString("<script>alert(1)</script>\"'")}");
        markup.ShouldNotContain("<script>alert");
        markup.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;&quot;");
    }

    [Theory]
    [InlineData("$(touch x); `id` 'a' \"b\" \\ *")]
    [InlineData("mobilenet-v2:blocks=2/3/4/5/4/3/1")]
    [InlineData("a b")]
    public void A_shell_reads_the_command_as_it_was_asked(string like)
    {
        var form = DesignForm.Of(new QueryCollection(QueryHelpers.ParseQuery($"?family=mobilenet-v2&like={Uri.EscapeDataString(like)}&max-params=3M")));
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"tegula() {{ printf '%s\\n' \"$@\"; }}; {form.Command}");
        using var shell = Process.Start(start)!;
        var words = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        words.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["design", "--family", "mobilenet-v2", "--like", like, "--max-params", "3M"]);
    }
}
