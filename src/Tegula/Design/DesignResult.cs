using System.Collections.Immutable;

namespace Tegula.Design;

/// <summary>What <see cref="DirectDesign"/> found.</summary>
/// <param name="Candidates">The best first; at least one.</param>
/// <param name="Examined">How many networks were compared.</param>
/// <param name="Elapsed">How long that took.</param>
public sealed record DesignResult(ImmutableArray<DesignCandidate> Candidates, long Examined, TimeSpan Elapsed);
