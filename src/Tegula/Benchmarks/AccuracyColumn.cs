using System.Collections.Immutable;

namespace Tegula.Benchmarks;

/// <summary>What the architectures of a table reach on one data set once trained.</summary>
/// <param name="Dataset">Id of the data set where the table's layout tells it, else the name of the column.</param>
/// <param name="Column">The column as the header names it.</param>
/// <param name="Percent">
/// In percent, in [0, 100], one for each architecture in the order of <see cref="AccuracyTable.Architectures"/>; higher is better.
/// </param>
public sealed record AccuracyColumn(string Dataset, string Column, ImmutableArray<double> Percent);
