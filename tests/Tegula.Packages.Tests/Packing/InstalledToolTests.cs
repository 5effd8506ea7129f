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
        Programs.Run(installation.Tegula, ["search", "--steps", "2", "--study", "runs.db", "--name", "first", "--quiet"], folder, installation.Environment).ShouldSucceed();
        var pages = await Programs.Pages(installation.Tegula, folder, "runs.db", installation.Environment, "/", "/assets/page.css");
        pages[0].ShouldContain("first");
        pages[1].ShouldContain("{");
    }

    [Fact]
    public void The_library_works_in_a_project_of_its_own()
    {
        var folder = installation.EmptyFolder("Mine");
        // The program stands on the page about installing.
        var page = File.ReadAllText(Checkout.PathOf("docs", "installing.md"));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), page.Split("```csharp\n")[1].Split("```")[0]);
        File.WriteAllText(
            Path.Combine(folder, "Mine.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Tegula" Version="*" />
              </ItemGroup>
            </Project>
            """);
        installation.Dotnet(folder, "build", "-o", "out", "--disable-build-servers").ShouldSucceed();
        var run = installation.Dotnet(folder, Path.Combine(folder, "out", "Mine.dll")).ShouldSucceed();
        run.Output.Trim().ShouldMatch(@"^\|[a-z0-9_~|+]+\| is the best of 3$");
    }

    private JsonDocument Json(string folder, params IEnumerable<string> arguments) =>
        JsonDocument.Parse(Programs.Run(installation.Tegula, arguments, folder, installation.Environment).ShouldSucceed().Output);
}
