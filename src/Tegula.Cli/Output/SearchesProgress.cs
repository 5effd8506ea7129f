using System.Diagnostics;

namespace Tegula.Cli.Output;

/// <summary>A progress line over the steps of many searches; none where nobody looks at a terminal.</summary>
internal sealed class SearchesProgress(OutputMode mode) : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private ProgressLine? _line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;

    /// <summary>Shows how many steps are done.</summary>
    public void Show(int done, int total) => _line?.Show(done, total, _watch.Elapsed);

    /// <summary>Takes the line away; may be called twice.</summary>
    public void Dispose()
    {
        _line?.Dispose();
        _line = null;
    }
}
