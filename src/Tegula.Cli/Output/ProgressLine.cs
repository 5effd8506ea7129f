using System.Diagnostics;
using System.Globalization;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>One line on a terminal that is drawn over and over: bar, share, time left, best so far.</summary>
/// <param name="output">The terminal.</param>
/// <param name="width">Its columns; longer lines are cut, since a wrapped line cannot be drawn over.</param>
internal sealed class ProgressLine(TextWriter output, Func<int> width) : IDisposable
{
    private const int BarWidth = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan? _drawn;

    /// <summary>A line on standard error.</summary>
    public static ProgressLine OnTerminal() => new(Console.Error, () => Console.WindowWidth);

    /// <summary>Draws where a search stands, at most ten times a second.</summary>
    public void Show(SearchProgress progress) =>
        Draw(progress.Elapsed, progress.Done == progress.Total, () => Line(progress.Done, progress.Total, progress.Remaining, Best(progress)));

    /// <summary>Draws how many of a list are done, at most ten times a second.</summary>
    public void Show(int done, int total, TimeSpan elapsed) =>
        Draw(elapsed, done == total, () => Line(done, total, elapsed * ((double)(total - done) / Math.Max(1, done)), ""));

    /// <summary>Draws a line of any text, at most ten times a second.</summary>
    public void Show(string text) => Draw(_watch.Elapsed, last: false, () => text);

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_drawn is not null)
            output.Write("\r\u001b[K");
        output.Flush();
    }

    private static string Best(SearchProgress progress) => progress.Best() is { } best
        ? "  best " + string.Join(", ", best.Indicators.Select(pair => $"{pair.Key} {NumberText.Short(pair.Value)}"))
        : "";

    private static string Line(int done, int total, TimeSpan left, string tail)
    {
        var filled = (int)((long)done * BarWidth / total);
        var share = ((double)done / total).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
        return $"{new string('━', filled)}{new string('╌', BarWidth - filled)} {done}/{total} {share}  {NumberText.Time(left)} left{tail}";
    }

    private void Draw(TimeSpan now, bool last, Func<string> line)
    {
        if (!last && now - _drawn < Pause)
            return;
        _drawn = now;
        var text = line();
        output.Write($"\r{text[..Math.Min(text.Length, Math.Max(0, width() - 1))]}\u001b[K");
        output.Flush();
    }
}
