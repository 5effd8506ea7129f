namespace Tegula.Benchmarks;

/// <summary>Browsers that watch a search: each reads the events of its own connection and throws them away.</summary>
/// <param name="server">Where the dashboard listens.</param>
/// <param name="count">How many there are.</param>
internal sealed class DashboardAudience(Uri server, int count)
{
    private Task[] _readers = [];
    private long _bytes;
    private int _events;

    /// <summary>Events that all of them together have read.</summary>
    public int Events => _events;

    /// <summary>Bytes that all of them together have read.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>They come.</summary>
    /// <param name="path">The events.</param>
    public void Come(string path) => _readers = [.. Enumerable.Range(0, count).Select(_ => Task.Run(() => Read(new(server, path))))];

    /// <summary>They go, once the search's end has been told to all.</summary>
    public void Leave() => Task.WaitAll(_readers);

    private async Task Read(Uri address)
    {
        using var client = new HttpClient();
        using var stream = await client.GetStreamAsync(address);
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            Interlocked.Add(ref _bytes, read);
            if (buffer.AsSpan(0, read).IndexOf("event: course"u8) >= 0)
                Interlocked.Increment(ref _events);
        }
    }
}
