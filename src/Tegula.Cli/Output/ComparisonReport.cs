namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>search</c> with several methods.</summary>
/// <param name="Searches">One report per method that found something, in the order asked for.</param>
internal sealed record ComparisonReport(IReadOnlyList<SearchReport> Searches);
