using System.Text.RegularExpressions;

namespace Tegula.Packages.Tests.Packing;

/// <summary>A project of its own that takes the library from its package runs the C# of the documentation.</summary>
[Collection(nameof(InstallationGroup))]
public sealed partial class InstalledLibraryTests(Installation installation)
{
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR42mNgiNqiWn+TgTt1v0HXEwAgcgVZZWxfSgAAAABJRU5ErkJggg==";

    [Fact]
    public void The_examples_of_the_pages_run_in_a_project_of_its_own()
    {
        var folder = installation.EmptyFolder("Mine");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program(["installing.md", "data.md", "onnx.md"]));
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
        foreach (var picture in new[] { "bus/1.png", "bus/2.png", "tram/1.png" })
            WritePicture(Path.Combine(folder, "photos", picture));

        installation.Dotnet(folder, "build", "-o", "out", "--disable-build-servers").ShouldSucceed();
        var run = installation.Dotnet(folder, Path.Combine(folder, "out", "Mine.dll")).ShouldSucceed();

        var lines = run.Output.Trim().Split('\n');
        lines[0].ShouldMatch(@"^\|[a-z0-9_~|+]+\| is the best of 3$");
        lines[1].ShouldMatch("^3 images of 3x64x64 in 2 classes, [0-9a-f]{64}$");
        new FileInfo(Path.Combine(folder, "cell.onnx")).Length.ShouldBeGreaterThan(100_000);
    }

    // The first example of each page, each in a block of its own behind what they all use.
    private static string Program(string[] pages)
    {
        string[] examples = [.. pages.Select(page => File.ReadAllText(Checkout.PathOf("docs", page)).Split("```csharp\n")[1].Split("```")[0])];
        var usings = examples.SelectMany(example => UsingDirective().Matches(example)).Select(match => match.Value).Distinct();
        var blocks = examples.Select(example => "{\n" + UsingDirective().Replace(example, "").Trim() + "\n}\n");
        return string.Concat([.. usings, .. blocks]);
    }

    private static void WritePicture(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Convert.FromBase64String(Picture));
    }

    [GeneratedRegex(@"^using [A-Za-z0-9.]+;\n", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
