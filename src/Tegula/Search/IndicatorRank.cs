namespace Tegula.Search;

/// <summary>Place of one architecture in one indicator.</summary>
/// <param name="Indicator">Indicator id.</param>
/// <param name="Rank">1 + how many are strictly better.</param>
/// <param name="Of">How many were compared, itself included.</param>
public sealed record IndicatorRank(string Indicator, int Rank, int Of);
