using System.Text.Json;

namespace Tegula.Packages.Tests.Packing;

[Collection(nameof(InstallationGroup))]
public sealed class InstalledToolTests(Installation installation)
{
    private const string Cell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    [Fact]
    public void It_scores_searches_and_shows_pages_from_any_folder()
    {
        var folder = installation.EmptyFolder("elsewhere");
        using var score = Json(folder, "score", Cell, "--indicators", "params,naswot", "--json");
        score.RootElement.GetRawText().ShouldContain("\"naswot\"");
        using var search = Json(folder, "search", "--steps", "3", "--json", "--study", "runs.db", "--name", "first");
        search.RootElement.GetProperty("evaluations").GetInt32().ShouldBe(3);
        File.Exists(Path.Combine(folder, "runs.db")).ShouldBeTrue();
        Directory.GetFileSystemEntries(folder).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Its_pages_come_with_their_styles()
    {
        var folder = installation.EmptyFolder("pages");
        string[] search = ["search", "--steps", "2", "--study", "runs.db", "--name", "first", "--quiet"];
        Programs.Run(installation.Tegula, search, folder, installation.Environment).ShouldSucceed();
        var pages = await Programs.Pages(installation.Tegula, folder, "runs.db", installation.Environment, "/", "/assets/page.css");
        pages[0].ShouldContain("first");
        pages[1].ShouldContain("{");
    }

    private JsonDocument Json(string folder, params IEnumerable<string> arguments) =>
        JsonDocument.Parse(Programs.Run(installation.Tegula, arguments, folder, installation.Environment).ShouldSucceed().Output);
}
