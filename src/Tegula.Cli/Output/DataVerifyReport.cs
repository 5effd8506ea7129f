namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>data verify</c>.</summary>
/// <param name="Datasets">One entry per data set, in the order given.</param>
/// <param name="Tables">One entry per table, in the order given.</param>
internal sealed record DataVerifyReport(IReadOnlyList<DatasetVerifyJson> Datasets, IReadOnlyList<TableVerifyJson> Tables);
