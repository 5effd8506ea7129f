namespace Tegula.Cli.Output;

/// <summary>One kind of data.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Syntax">What <c>--data</c> takes.</param>
/// <param name="Description">What it holds.</param>
/// <param name="ExpectedAt">Which files are expected where.</param>
internal sealed record DatasetKindJson(string Id, string Syntax, string Description, string ExpectedAt);
