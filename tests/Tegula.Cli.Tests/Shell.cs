using System.Diagnostics;
using Tegula.Cli.Commands;

namespace Tegula.Cli.Tests;

/// <summary>Runs the built program as a process of its own, as a shell would, or for requests that begin no work within this one.</summary>
internal static class Shell
{
    /// <summary>A cell with all indicators.</summary>
    public const string GoodCell = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|";

    /// <summary>A cell whose output does not depend on its input.</summary>
    public const string DeadCell = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Tegula.Cli.dll");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly Lock Streams = new();

    /// <summary>Runs to the end.</summary>
    public static ShellResult Run(params IEnumerable<string> args) => Run("", args);

    /// <summary>
    /// Runs in this process, a hundred times faster than in one of its own: for help and for requests that are refused before anything begins.
    /// </summary>
    public static ShellResult RunHere(params IReadOnlyList<string> args)
    {
        lock (Streams)
        {
            var (output, error) = (Console.Out, Console.Error);
            using var written = new StringWriter();
            using var complained = new StringWriter();
            try
            {
                Console.SetOut(written);
                Console.SetError(complained);
                return new(TegulaCommand.Run(args), written.ToString(), complained.ToString());
            }
            finally
            {
                Console.SetOut(output);
                Console.SetError(error);
            }
        }
    }

    /// <summary>Runs to the end with text on standard input.</summary>
    public static ShellResult Run(string input, IEnumerable<string> args)
    {
        using var process = Start(args);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Finish(process);
    }

    /// <summary>Runs to the end with an environment variable set.</summary>
    public static ShellResult RunWith(string variable, string value, params IEnumerable<string> args)
    {
        var start = StartInfo(args);
        start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return Finish(process);
    }

    /// <summary>Starts the program; its standard input is open.</summary>
    public static Process Start(params IEnumerable<string> args) => Process.Start(StartInfo(args))!;

    /// <summary>Waits for the end and collects what was written.</summary>
    public static ShellResult Finish(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"the program ran longer than {Limit}: {process.StartInfo.Arguments}");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Sends SIGINT, as Ctrl-C does.</summary>
    public static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> args)
    {
        // A job in the background of a script ignores SIGINT and hands that on; the program under test must not inherit it.
        var start = new ProcessStartInfo("env")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--default-signal=INT");
        start.ArgumentList.Add(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet");
        start.ArgumentList.Add(Program);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        return start;
    }
}
