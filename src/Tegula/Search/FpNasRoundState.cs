namespace Tegula.Search;

/// <summary>An update of FP-NAS whose samples have not all been told.</summary>
/// <param name="First">Number of its first sample; the others follow.</param>
/// <param name="Size">How many samples it has.</param>
/// <param name="Observed">Those told so far, by number.</param>
public sealed record FpNasRoundState(int First, int Size, IReadOnlyList<ObservedState> Observed);
