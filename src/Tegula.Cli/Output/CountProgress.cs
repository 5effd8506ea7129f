using System.Diagnostics;

namespace Tegula.Cli.Output;

/// <summary>A progress line that can be taken away before the result is printed; none where nobody looks at a terminal.</summary>
internal sealed class CountProgress(OutputMode mode) : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ProgressLine? _line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;

    /// <summary>Shows how many are done.</summary>
    public void Show(int done, int total) => _line?.Show(done, total, _watch.Elapsed);

    /// <summary>Takes the line away; may be called twice.</summary>
    public void Dispose()
    {
        _line?.Dispose();
        _line = null;
    }
}
