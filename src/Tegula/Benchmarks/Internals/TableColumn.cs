using System.Collections.Immutable;

namespace Tegula.Benchmarks.Internals;

/// <summary>One column of a table.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Means">The mean over the rows of each architecture; not a number where a row holds something else.</param>
/// <param name="FirstOther">The first field that is no finite number, with its line; null where all are.</param>
internal sealed record TableColumn(string Name, ImmutableArray<double> Means, (long Line, string Text)? FirstOther);
