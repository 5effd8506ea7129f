using System.Security.Cryptography;
using System.Text;
using Tegula.Search;

namespace Tegula.Studies;

/// <summary>What a command printed, kept so that the same request need not be computed again.</summary>
public sealed record RecordedResult
{
    /// <summary>The command of what is a part of an experiment, such as one training, and no answer of its own.</summary>
    public const string PartCommand = "experiment/part";

    /// <summary>See <see cref="KeyOf"/>: the same key, the same outputs.</summary>
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

    /// <summary>Whether it is a part of an experiment; there may be hundreds, which lists of answers leave out.</summary>
    public bool IsPart => Command == PartCommand;

    /// <summary>The key of a request: SHA-256 of command, request and <see cref="ScoringContext.CurrentRevision"/>, in lower-case hexadecimal.</summary>
    /// <param name="command">The command.</param>
    /// <param name="request">Everything that decides the outputs, data by their SHA-256, as JSON.</param>
    public static string KeyOf(string command, string request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"revision {ScoringContext.CurrentRevision}\n{command}\n{request}")));
}
