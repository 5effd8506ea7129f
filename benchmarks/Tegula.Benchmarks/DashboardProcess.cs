using System.Diagnostics;
using Tegula.Dashboard.Hosting;

namespace Tegula.Benchmarks;

/// <summary>The dashboard in a process of its own, so that its processor time and memory can be told from those of the search.</summary>
internal sealed class DashboardProcess : IDisposable
{
    /// <summary>Name under which the program runs it.</summary>
    public const string Command = "dashboard-server";

    private readonly Process _process;

    private DashboardProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Processor time that it has used, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Memory that it holds.</summary>
    public double MemoryMib
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="folder">The folder with the studies.</param>
    public static DashboardProcess Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(DashboardProcess).Assembly.Location, Command, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        return process.StandardOutput.ReadLine() is { } address
            ? new(process, new(address))
            : throw new InvalidOperationException("the dashboard ended without saying where it listens");
    }

    /// <summary>Serves until the standard input ends.</summary>
    /// <param name="arguments">The folder.</param>
    public static async Task Serve(string[] arguments)
    {
        await using var server = await DashboardServer.Start(new() { Folder = arguments[0], Port = 0, Program = ["none"] });
        await Console.Out.WriteLineAsync($"{server.Address}");
        await Console.In.ReadToEndAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
