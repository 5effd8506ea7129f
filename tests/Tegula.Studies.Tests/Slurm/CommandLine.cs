using System.Diagnostics;
using System.Text.Json;

namespace Tegula.Studies.Tests.Slurm;

/// <summary>The built program as a process of its own.</summary>
internal static class CommandLine
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Tegula.Cli.dll");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Starts it with both outputs redirected.</summary>
    public static Process Start(IEnumerable<string> args, string? path = null)
    {
        // A job in the background of a script ignores SIGINT and hands that on; the program under test must not inherit it.
        var dotnet = Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        var start = new ProcessStartInfo("env", ["--default-signal=INT", dotnet, Program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (path is not null)
        {
            start.FileName = "/usr/bin/env";
            start.Environment["PATH"] = path;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output, string Error) Run(params IEnumerable<string> args)
    {
        using var process = Start(args);
        return Finish(process);
    }

    /// <summary>Waits for its end and collects what it wrote.</summary>
    public static (int ExitCode, string Output, string Error) Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"the program ran longer than {Limit}: {string.Join(' ', process.StartInfo.ArgumentList)}");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Runs it to its end, which must be good, and reads the one JSON document that it printed.</summary>
    public static JsonElement Json(params IEnumerable<string> args)
    {
        var (exitCode, output, error) = Run([.. args, "--json"]);
        exitCode.ShouldBe(0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    /// <summary>Sends SIGINT, as Ctrl-C does.</summary>
    public static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
