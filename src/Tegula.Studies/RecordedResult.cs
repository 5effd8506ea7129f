namespace Tegula.Studies;

/// <summary>What a command printed, kept so that the same request need not be computed again.</summary>
public sealed record RecordedResult
{
    /// <summary>SHA-256 of command, request, data and revision, in lower-case hexadecimal: the same key, the same outputs.</summary>
    public required string Key { get; init; }

    /// <summary>Name under which <c>study list</c> shows it; unique within its store.</summary>
    public required string Name { get; init; }

    /// <summary>The command, such as <c>train</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The request as JSON.</summary>
    public required string Request { get; init; }

    /// <summary>What was printed, by name of the output: <c>json</c>, <c>text</c>, <c>svg</c>, <c>csv</c>.</summary>
    public required IReadOnlyDictionary<string, string> Outputs { get; init; }

    /// <summary>Version of the library.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the machine.</summary>
    public required string Machine { get; init; }

    /// <summary>When it began (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Wall time in seconds.</summary>
    public required double Seconds { get; init; }
}
