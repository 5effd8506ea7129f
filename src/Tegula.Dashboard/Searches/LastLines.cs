namespace Tegula.Dashboard.Searches;

/// <summary>The last lines of an output; safe to use from several threads.</summary>
/// <param name="most">How many are kept.</param>
public sealed class LastLines(int most)
{
    private const int LongestLine = 1000;

    private readonly Queue<string> _lines = [];

    /// <summary>The lines, the newest last.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>Takes a line; null at the end of the output, and the excess of a very long one, are left out.</summary>
    public void Add(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line.Length <= LongestLine ? line : $"{line[..LongestLine]}…");
            if (_lines.Count > most)
                _lines.Dequeue();
        }
    }
}
