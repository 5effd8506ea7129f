using System.Net;
using System.Text.Json;

namespace Tegula.Dashboard.Tests.Snapshots;

/// <summary>Reads a stream of events as a browser does.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventReader(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _reader = new(stream);
    }

    public HttpStatusCode Status => _response.StatusCode;

    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    /// <summary>Asks for the events.</summary>
    public static async Task<EventReader> Open(HttpClient client, Uri address, string? last = null, CancellationToken token = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
        return new(response, await response.Content.ReadAsStreamAsync(token));
    }

    /// <summary>The next event; null when the stream has ended.</summary>
    public async Task<(string? Id, string Event, JsonElement Data)?> Next(CancellationToken token)
    {
        var fields = new Dictionary<string, string>();
        while (await _reader.ReadLineAsync(token) is { } line)
        {
            if (line.Length == 0 && fields.TryGetValue("data", out var data))
                return (fields.GetValueOrDefault("id"), fields.GetValueOrDefault("event", "message"), JsonDocument.Parse(data).RootElement);
            if (line.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
                fields[line[..colon]] = line[(colon + 2)..];
        }

        return null;
    }

    /// <summary>All events until the stream ends; the reader is done with then.</summary>
    public async Task<List<JsonElement>> Rest(CancellationToken token)
    {
        var events = new List<JsonElement>();
        try
        {
            while (await Next(token) is { } item)
                events.Add(item.Data);
        }
        catch (IOException)
        {
            // A server that stops may cut the stream.
        }

        Dispose();
        return events;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
