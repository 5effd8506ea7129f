using Tegula.Architectures;
using Tegula.Search;

namespace Tegula.Benchmarks;

/// <summary>What one search found and what it took.</summary>
internal sealed record ResultRun(
    string Row, int Seed, string? Architecture, int Steps, int Evaluations, int Borrowed, long Filtered, int Spared, double Seconds, string Stop)
{
    public static ResultRun Of(string row, int seed, SearchResult<IArchitecture> result) => new(
        row,
        seed,
        result.Answer?.Score.Architecture,
        result.History.Count,
        result.Evaluations,
        result.Borrowed,
        result.Filtered,
        result.Spared,
        result.Cost.TotalSeconds,
        result.Stop.ToString());
}
