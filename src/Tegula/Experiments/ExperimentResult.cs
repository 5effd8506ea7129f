using System.Collections.Immutable;

namespace Tegula.Experiments;

/// <summary>What an experiment found.</summary>
/// <param name="Findings">The paper's statements beside what was measured.</param>
/// <param name="Summary">The few numbers that the findings rest on.</param>
/// <param name="Rows">Everything that is drawn, row by row.</param>
/// <param name="Drawings">Pictures; the first is the main one.</param>
public sealed record ExperimentResult(
    ImmutableArray<Finding> Findings, ResultTable Summary, ResultTable Rows, ImmutableArray<ExperimentDrawing> Drawings);
