using System.Diagnostics;

namespace Tegula.Dashboard.Tests;

/// <summary><c>tegula ui</c> as a process of its own, on a free port.</summary>
internal sealed class RunningDashboard : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Tegula.Cli.dll");
    private readonly Process _process;

    private RunningDashboard(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="folder">The folder with the studies.</param>
    /// <param name="more">Further options.</param>
    public static RunningDashboard Start(string folder, params IReadOnlyList<string> more)
    {
        var start = Tegula(["ui", "--study", folder, "--port", "0", .. more]);
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(' ').FirstOrDefault(word => word.StartsWith("http://", StringComparison.Ordinal)) is { } address)
                return new(process, new(address));
        }

        throw new InvalidOperationException("tegula ui ended without saying where it listens");
    }

    /// <summary>Runs another command to its end.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(params IReadOnlyList<string> arguments)
    {
        var start = Tegula(arguments);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
        return output;
    }

    /// <summary>The address of a page.</summary>
    public Uri At(string path) => new(Address, path);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo Tegula(IReadOnlyList<string> arguments)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        return new(host, [Program, .. arguments]) { UseShellExecute = false };
    }
}
