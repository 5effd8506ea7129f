using System.Diagnostics;
using Tegula.Dashboard.Hosting;

namespace Tegula.Dashboard.Searches;

/// <summary>A search that was started from a page: a process of its own, which ends with this one at the latest.</summary>
public sealed class SearchProcess : IDisposable
{
    private const string ErrorPrefix = "tegula: ";

    private readonly Process _process;
    private volatile bool _isStopping;

    private SearchProcess(Process process, SearchCommand command)
    {
        _process = process;
        Command = command;
        Ended = WaitForEnd();
    }

    /// <summary>What it does.</summary>
    public SearchCommand Command { get; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset Started { get; } = DateTimeOffset.UtcNow;

    /// <summary><see cref="Tegula.Studies.Study.Id"/> of its study; null until it is known.</summary>
    public long? StudyId { get; internal set; }

    /// <summary>Where it stands.</summary>
    public SearchProcessState State => Ended.IsCompleted ? SearchProcessState.Ended : _isStopping ? SearchProcessState.Stopping : SearchProcessState.Running;

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndTime { get; private set; }

    /// <summary>What it returned, as the command line does; null while it runs.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The last lines that it printed.</summary>
    public LastLines Output { get; } = new(60);

    /// <summary>The last lines of its standard error.</summary>
    public LastLines Errors { get; } = new(20);

    /// <summary>Its one line about what went wrong; null while it runs and when nothing did. Being stopped is nothing wrong.</summary>
    public string? Error => ExitCode is null or 0 or Cancelled
        ? null
        : Errors.All.LastOrDefault(line => line.StartsWith(ErrorPrefix, StringComparison.Ordinal)) is { } line
            ? line[ErrorPrefix.Length..]
            : $"its process ended with exit code {ExitCode}{(Errors.All is [.., var last] ? $": {last}" : "")}";

    /// <summary>Done when its process has ended; never fails.</summary>
    public Task Ended { get; }

    private const int Cancelled = 130;

    /// <summary>Starts a process.</summary>
    /// <param name="options">How the program is called, and where it runs.</param>
    /// <param name="command">What it does.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    internal static SearchProcess Start(DashboardOptions options, SearchCommand command)
    {
        var start = new ProcessStartInfo(options.Program[0], [.. options.Program.Skip(1), .. command.Arguments])
        {
            WorkingDirectory = Path.GetFullPath(options.Folder),
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[SearchProcesses.InputVariable] = "1";
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove(SearchProcesses.TokenVariable);
        if (command.Password is { } password)
            start.Environment["PGPASSWORD"] = password;
        return new(Process.Start(start)!, command);
    }

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    public void Stop()
    {
        _isStopping = true;
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Ends it at once; what it has kept stays.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    private async Task WaitForEnd()
    {
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Errors.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await _process.WaitForExitAsync();
        ExitCode = _process.ExitCode;
        EndTime = DateTimeOffset.UtcNow;
    }
}
