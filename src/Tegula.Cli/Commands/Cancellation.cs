using System.Runtime.InteropServices;
using Tegula.Cli.Errors;
using Tegula.Dashboard.Searches;

namespace Tegula.Cli.Commands;

/// <summary>Ctrl-C (SIGINT) and SIGTERM: the first asks the work to stop and answer with what it has, the second ends the process at once.</summary>
/// <remarks>
/// A process that the dashboard started stops in the same way when its standard input ends, also because the dashboard was killed; work that does not stop
/// soon is ended then, since nobody is left who could.
/// </remarks>
internal sealed class Cancellation : IDisposable
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _signals;

    public Cancellation()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        if (Environment.GetEnvironmentVariable(SearchProcesses.InputVariable) is { Length: > 0 })
            new Thread(StopAtEndOfInput) { IsBackground = true, Name = "end of input" }.Start();
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        lock (_source)
            _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
            Environment.Exit(ExitCode.Cancelled);
        _source.Cancel();
    }

    private void StopAtEndOfInput()
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
        {
            // Only the end counts.
        }

        lock (_source)
        {
            try
            {
                _source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The work is over, and the process about to end.
            }
        }

        Thread.Sleep(TimeToStop);
        Environment.Exit(ExitCode.Cancelled);
    }
}
