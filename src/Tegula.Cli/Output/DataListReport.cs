namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>data list</c>.</summary>
/// <param name="Datasets">The kinds of data that can be opened.</param>
internal sealed record DataListReport(IReadOnlyList<DatasetKindJson> Datasets);
