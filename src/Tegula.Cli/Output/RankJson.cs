namespace Tegula.Cli.Output;

/// <summary>A place among the distinct computations of a search's history.</summary>
/// <param name="Rank">1 + how many are strictly better.</param>
/// <param name="Of">How many were compared.</param>
internal sealed record RankJson(int Rank, int Of);
