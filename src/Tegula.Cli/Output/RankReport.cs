using System.Text.Json.Serialization;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>rank</c>; also what its CSV and its drawing show.</summary>
internal sealed record RankReport
{
    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>The table as the user wrote it.</summary>
    public required string Table { get; init; }

    /// <summary>The file of scores; absent where they were measured now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Scores { get; init; }

    /// <summary>The images; absent where the scores came from a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Data { get; init; }

    /// <summary>How tangent kernels were measured; absent where the scores came from a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Fidelity { get; init; }

    /// <summary>The seed of sample, measurement and resamples.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Architectures of the sample.</summary>
    public required int N { get; init; }

    /// <summary>First places that regret and discounted gain look at.</summary>
    public required int K { get; init; }

    /// <summary>Resamples behind the intervals.</summary>
    public required int Resamples { get; init; }

    /// <summary>Share of the resamples that an interval holds.</summary>
    public required double Confidence { get; init; }

    /// <summary>One for each data set, indicator and combination.</summary>
    public required IReadOnlyList<RankRowJson> Rows { get; init; }

    /// <summary>True when stopped before the last architecture was measured; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Cancelled { get; init; }
}
