using System.Collections.Frozen;
using Tegula.Architectures;
using Tegula.Indicators;

namespace Tegula.Analysis;

/// <summary>An architecture with what was measured on it before training and what is known of it after training.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Score">Its indicators.</param>
public sealed record ScoredArchitecture(IArchitecture Architecture, ArchitectureScore Score)
{
    /// <summary>Accuracy in percent once trained, by data set; empty where no table holds the architecture.</summary>
    public IReadOnlyDictionary<string, double> Accuracy { get; init; } = FrozenDictionary<string, double>.Empty;
}
