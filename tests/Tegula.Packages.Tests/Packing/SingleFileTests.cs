using System.Text.Json;

namespace Tegula.Packages.Tests.Packing;

/// <summary>The trimmed single file does what the command does, with no .NET in sight.</summary>
[Collection(nameof(InstallationGroup))]
public sealed class SingleFileTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly Dictionary<string, string?> Bare = new() { ["PATH"] = "/nowhere", ["DOTNET_ROOT"] = null, ["LD_LIBRARY_PATH"] = null };

    [Fact]
    public async Task Every_kind_of_command_works_in_it()
    {
        Programs.Run(Checkout.PathOf("eng", "publish"), [folder.Make("program")], Checkout.PathOf()).ShouldSucceed();
        var program = folder.PathOf("program", "tegula");
        Directory.GetFileSystemEntries(folder.PathOf("program")).ShouldBe([program]);
        new FileInfo(program).Length.ShouldBeInRange(10_000_000, 60_000_000);
        var work = folder.Make("work");
        var bare = new Dictionary<string, string?>(Bare) { ["HOME"] = folder.Make("home") };

        string Run(string arguments) => Programs.Run(program, arguments.Split(' '), work, bare).ShouldSucceed().Output;

        using var search = JsonDocument.Parse(Run("search --steps 3 --json --study runs.db --name first --report first.html"));
        search.RootElement.GetProperty("evaluations").GetInt32().ShouldBe(3);
        (await File.ReadAllTextAsync(Path.Combine(work, "first.html"), TestContext.Current.CancellationToken)).ShouldContain("<svg");
        var answer = search.RootElement.GetProperty("architecture").GetString()!;
        Run("study show first --study runs.db --evaluations").ShouldContain(answer);
        Run("study verify --study runs.db");
        Run("topology --cell darts --svg cells.svg").ShouldContain("paths");
        Run("filter --space nas-bench-201 --depth 0.99,2.51 --width 0.99,3.01").ShouldContain("8,226");
        Run("kernel --dag 2_02_002 --correlation 0.5 --json").ShouldStartWith("{");
        Run("data verify synthetic").ShouldContain("yes");
        Run("export --cell darts --channels 4 --cells 2 --format onnx --out darts.onnx");
        Run("topology --onnx darts.onnx").ShouldContain("paths");
        Run("export --cell darts --channels 4 --cells 2 --format pytorch --out darts.py");
        (await File.ReadAllTextAsync(Path.Combine(work, "darts.py"), TestContext.Current.CancellationToken)).ShouldContain("import torch");
        File.Copy(Checkout.PathOf("samples", "OwnSpace", "small.yaml"), Path.Combine(work, "small.yaml"));
        Run("space check small.yaml").ShouldContain("small");

        var overview = await Programs.Pages(program, work, "runs.db", bare, "/");
        var study = Link(overview[0], "/studies/");
        var pages = await Programs.Pages(
            program, work, "runs.db", bare, study, "/searches/new", "/compare", "/correlation", "/landscapes", "/design", "/results", "/assets/page.css");
        pages[0].ShouldContain("evolution");
        var cell = Link(pages[0], "/architectures/");
        (await Programs.Pages(program, work, "runs.db", bare, cell))[0].ShouldContain("<svg");
    }

    private static string Link(string page, string start)
    {
        var from = page.IndexOf($"href=\"{start}", StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, page);
        return page[(from + "href=\"".Length)..].Split('"')[0];
    }
}
