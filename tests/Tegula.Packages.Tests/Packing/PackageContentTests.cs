using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace Tegula.Packages.Tests.Packing;

[Collection(nameof(InstallationGroup))]
public sealed class PackageContentTests
{
    private static readonly string Version = (string)XDocument.Load(Checkout.PathOf("Directory.Build.props")).Descendants("Version").Single();

    [Fact]
    public void There_are_three_libraries_and_a_tool_and_nothing_else()
    {
        var names = Directory.GetFiles(Installation.Packages).Select(Path.GetFileName);
        names.ShouldBe(
            [
                $"Tegula.{Version}.nupkg", $"Tegula.{Version}.snupkg", $"Tegula.Compute.{Version}.nupkg", $"Tegula.Compute.{Version}.snupkg",
                $"Tegula.Studies.{Version}.nupkg", $"Tegula.Studies.{Version}.snupkg", $"Tegula.Tool.{Version}.nupkg",
            ],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("Tegula", "CsvHelper Google.Protobuf MathNet.Numerics StbImageSharp Tegula.Compute YamlDotNet")]
    [InlineData("Tegula.Compute", "")]
    [InlineData(
        "Tegula.Studies",
        "CsvHelper Google.Protobuf MathNet.Numerics Microsoft.Data.Sqlite Npgsql SQLitePCLRaw.bundle_e_sqlite3 StbImageSharp Tegula YamlDotNet")]
    // Versions that are pinned for the whole checkout are stated, also where another package brings them.
    public void A_library_has_code_documentation_readme_icon_licence_and_symbols(string id, string dependencies)
    {
        using var package = Open($"{id}.{Version}.nupkg");
        foreach (var entry in new[] { $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", "README.md", "icon.png" })
            package.GetEntry(entry).ShouldNotBeNull(entry).Length.ShouldBeGreaterThan(1000);
        var metadata = Metadata(package, id);
        Value(metadata, "icon").ShouldBe("icon.png");
        Value(metadata, "readme").ShouldBe("README.md");
        Value(metadata, "license").ShouldBe("MIT");
        Value(metadata, "version").ShouldBe(Version);
        Value(metadata, "description")!.Length.ShouldBeGreaterThan(50);
        Value(metadata, "tags").ShouldNotBeNull().ShouldContain("neural-architecture-search");
        metadata.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string)element.Attribute("id")!)
            .Order(StringComparer.Ordinal).ShouldBe(dependencies.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        using var symbols = Open($"{id}.{Version}.snupkg");
        var paths = SourcePaths(symbols.GetEntry($"lib/net10.0/{id}.pdb").ShouldNotBeNull());
        paths.ShouldNotBeEmpty();
        paths.Where(path => !path.StartsWith("/_/", StringComparison.Ordinal)).ShouldBeEmpty("symbols name folders of the machine that built them");
    }

    [Fact]
    public void The_tool_brings_all_it_needs_and_no_leftovers()
    {
        using var package = Open($"Tegula.Tool.{Version}.nupkg");
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        foreach (var library in new[] { "Tegula.Cli.dll", "Tegula.dll", "Tegula.Compute.dll", "Tegula.Studies.dll", "Tegula.Dashboard.dll", "Npgsql.dll" })
            names.ShouldContain($"tools/net10.0/any/{library}");
        names.ShouldContain("README.md");
        names.ShouldContain("icon.png");
        names.ShouldNotContain(name => name.Contains("package-lock.json", StringComparison.Ordinal) || name.Contains("xunit", StringComparison.Ordinal));
        using var settings = package.GetEntry("tools/net10.0/any/DotnetToolSettings.xml").ShouldNotBeNull().Open();
        ((string)XDocument.Load(settings).Descendants("Command").Single().Attribute("Name")!).ShouldBe("tegula");
        Metadata(package, "Tegula.Tool").Descendants()
            .ShouldContain(element => element.Name.LocalName == "packageType" && (string?)element.Attribute("name") == "DotnetTool");
    }

    [Fact]
    public void The_readme_of_the_packages_names_each_of_them_and_no_file_of_the_checkout()
    {
        var readme = File.ReadAllText(Checkout.PathOf("eng", "package", "README.md"));
        foreach (var id in new[] { "Tegula.Tool", "Tegula", "Tegula.Studies", "Tegula.Compute" })
            readme.ShouldContain($"| `{id}` |");
        readme.ShouldNotContain("](");
    }

    private static ZipArchive Open(string name) => ZipFile.OpenRead(Path.Combine(Installation.Packages, name));

    private static XElement Metadata(ZipArchive package, string id)
    {
        using var stream = package.GetEntry($"{id}.nuspec").ShouldNotBeNull().Open();
        return XDocument.Load(stream).Root!;
    }

    private static string? Value(XElement metadata, string name) => metadata.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private static List<string> SourcePaths(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        whole.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(whole);
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }
}
