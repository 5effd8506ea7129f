using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>The score of a computation.</summary>
/// <param name="Score">What was measured, under the text of the architecture that it was measured on.</param>
/// <param name="Seconds">Wall time that the measurement took of the whole machine: with one of two threads, half of its own.</param>
public sealed record ComputationScore(ArchitectureScore Score, double Seconds);
