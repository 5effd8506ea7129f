namespace Tegula.Studies.Exchange;

/// <summary>What an import did.</summary>
/// <param name="Added">What the store did not hold.</param>
/// <param name="Present">What it held already, with the same bits, and kept.</param>
public sealed record ImportCounts(ExchangeCounts Added, ExchangeCounts Present);
