using System.Diagnostics;

namespace Tegula.Cli.Tests;

/// <summary>The scripts at the root, in a copy of the checkout where <c>dotnet</c> is a script that logs what it is asked and builds an empty file.</summary>
public sealed class RootScriptTests : IDisposable
{
    private const string FakeDotnet = """
        #!/bin/bash
        case "$1" in
            --version) echo 10.0.100 ;;
            build)
                echo "build" >> "$FAKE_LOG"
                echo "output of the build"
                [ -n "$FAKE_FAILURE" ] && exit 1
                sleep 0.3
                mkdir -p "$(dirname "$FAKE_DLL")"
                touch "$FAKE_DLL"
                ;;
            *)
                shift
                for argument in "$@"; do echo "<$argument>"; done
                exit 7
                ;;
        esac
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("tegula-scripts-").FullName;
    private readonly string _tools;
    private readonly string _log;

    public RootScriptTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The scripts are for Linux.");
        _tools = Path.Combine(_root, "tools");
        _log = Path.Combine(_root, "log");
        string checkout = FindCheckout();
        foreach (string file in new[] { "tegula", "test", "eng/build.sh", "global.json", ".editorconfig", "Directory.Build.props", "Directory.Packages.props" })
        {
            string copy = Path.Combine(_root, "checkout", file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(checkout, file), copy);
        }

        Directory.CreateDirectory(Path.Combine(_root, "checkout/src/Tegula.Cli"));
        File.WriteAllText(Path.Combine(_root, "checkout/src/Tegula.Cli/Program.cs"), "");
        Directory.CreateDirectory(_tools);
        WriteTool("dotnet", FakeDotnet);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Arguments_and_the_exit_code_pass_through_and_the_build_is_silent_on_standard_output()
    {
        (int exit, string output, string error) = Run("tegula", "score", "|a~0| b", "", "--json");
        exit.ShouldBe(7);
        output.ShouldBe("<score>\n<|a~0| b>\n<>\n<--json>\n");
        error.ShouldBe("");
    }

    [Fact]
    public void It_builds_once_and_again_when_a_source_changes_or_goes()
    {
        Run("tegula");
        Run("tegula");
        Builds().ShouldBe(1);
        string source = Path.Combine(_root, "checkout/src/Tegula.Cli/New.cs");
        Thread.Sleep(20);
        File.WriteAllText(source, "");
        Run("tegula");
        Run("tegula");
        Builds().ShouldBe(2);
        Thread.Sleep(20);
        File.Delete(source);
        Run("tegula");
        Run("tegula");
        Builds().ShouldBe(3);
    }

    [Fact]
    public void First_calls_at_the_same_time_build_once_and_all_answer()
    {
        (int Exit, string Output, string Error)[] answers =
            [.. Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(i => Run("tegula", $"{i}"))];
        answers.Select(answer => answer.Output).Order(StringComparer.Ordinal).ShouldBe(["<0>\n", "<1>\n", "<2>\n", "<3>\n"]);
        Builds().ShouldBe(1);
    }

    [Fact]
    public void A_failed_build_is_shown_on_standard_error_and_tried_again_next_time()
    {
        for (int call = 1; call <= 2; call++)
        {
            (int exit, string output, string error) = Start("tegula", [], failure: true, path: null);
            exit.ShouldBe(1);
            output.ShouldBe("");
            error.ShouldContain("output of the build");
            error.ShouldEndWith("tegula: the build failed\n");
            Builds().ShouldBe(call);
        }
    }

    [Fact]
    public void A_missing_sdk_is_one_clear_line()
    {
        File.Delete(Path.Combine(_tools, "dotnet"));
        foreach (string tool in new[] { "bash", "dirname", "readlink", "find", "flock", "mkdir" })
            WriteTool(tool, $"#!/bin/bash\nexec /usr/bin/{tool} \"$@\"\n");
        (int exit, string output, string error) = Start("tegula", [], failure: false, _tools);
        exit.ShouldBe(1);
        output.ShouldBe("");
        error.ShouldContain("the .NET SDK is missing; install version 10");
        error.Count(character => character == '\n').ShouldBe(1);
    }

    [Fact]
    public void An_unknown_suite_or_option_of_the_tests_is_an_error_that_lists_the_suites()
    {
        foreach (string[] arguments in new string[][] { ["--only", "nonsense"], ["--only"], ["--fast"], ["--only", "format compute"] })
        {
            (int exit, string output, string error) = Run("test", arguments);
            exit.ShouldBe(2);
            output.ShouldBe("");
            error.ShouldContain("format compute library cli studies dashboard exchange packages narrow quality");
        }
    }

    [Fact]
    public void A_broken_build_counts_as_a_failure_of_the_tests()
    {
        (int exit, string output, _) = Start("test", ["--only", "compute"], failure: true, path: null);
        exit.ShouldBe(1);
        output.ShouldEndWith("\n0 passed, 1 failed, 0 skipped\n");
    }

    [Fact]
    public void A_run_without_a_report_counts_as_a_failure()
    {
        (int exit, string output, _) = Run("test", "--only", "narrow");
        exit.ShouldBe(1);
        output.ShouldContain("narrow-no-avx2 ended with status 7 and without a report");
        output.ShouldEndWith("\n0 passed, 2 failed, 0 skipped\n");
    }

    [Fact]
    public void A_suite_runs_by_default_and_alone_when_named()
    {
        Run("test").Output.ShouldContain("== quality");
        (_, string output, _) = Run("test", "--only", "quality");
        output.ShouldContain("== quality");
        output.ShouldNotContain("== library");
    }

    [Theory]
    [InlineData(0, "total=\"6\" passed=\"3\" failed=\"0\" skipped=\"2\" not-run=\"1\" errors=\"0\"", "6 passed, 0 failed, 4 skipped", 0)]
    [InlineData(1, "total=\"6\" passed=\"3\" failed=\"1\" skipped=\"2\" not-run=\"0\" errors=\"1\"", "6 passed, 4 failed, 4 skipped", 1)]
    [InlineData(139, "total=\"3\" passed=\"3\" failed=\"0\" skipped=\"0\" not-run=\"0\" errors=\"0\"", "6 passed, 2 failed, 0 skipped", 1)]
    [InlineData(0, "total=\"0\" passed=\"0\" failed=\"0\" skipped=\"0\" not-run=\"0\" errors=\"0\"", "0 passed, 2 failed, 0 skipped", 1)]
    public void The_last_line_is_the_sum_over_the_reports_of_all_runs(int status, string attributes, string sum, int expectedExit)
    {
        string report = $"<assemblies><assembly name=\"x\" {attributes}><o><![CDATA[<assembly passed=\"99\" failed=\"99\">]]></o></assembly></assemblies>";
        WriteTool("dotnet", FakeDotnet.Replace("exit 7", $"echo '{report}' > \"${{@: -1}}\"; exit {status}"));
        (int exit, string output, _) = Run("test", "--only", "narrow");
        output.ShouldEndWith("\n" + sum + "\n");
        exit.ShouldBe(expectedExit);
    }

    private (int Exit, string Output, string Error) Run(string script, params string[] arguments) => Start(script, arguments, failure: false, path: null);

    private (int Exit, string Output, string Error) Start(string script, string[] arguments, bool failure, string? path)
    {
        var start = new ProcessStartInfo(Path.Combine(_root, "checkout", script), arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = path ?? $"{_tools}:/usr/bin:/bin";
        start.Environment["HOME"] = _root;
        start.Environment["FAKE_LOG"] = _log;
        start.Environment["FAKE_DLL"] = Path.Combine(_root, "checkout/artifacts/bin/Tegula.Cli/release/Tegula.Cli.dll");
        start.Environment["FAKE_FAILURE"] = failure ? "1" : "";
        using Process process = Process.Start(start).ShouldNotBeNull();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private int Builds() => File.ReadAllLines(_log).Length;

    private void WriteTool(string name, string text)
    {
        string path = Path.Combine(_tools, name);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string FindCheckout()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tegula.slnx")))
            folder = folder.Parent;
        return folder.ShouldNotBeNull("the tests run inside the checkout").FullName;
    }
}
