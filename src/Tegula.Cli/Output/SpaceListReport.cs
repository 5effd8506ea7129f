namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>space list</c>.</summary>
/// <param name="Spaces">The built-in spaces, the default first.</param>
internal sealed record SpaceListReport(IReadOnlyList<SpaceListItemJson> Spaces);

/// <summary>A built-in space.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Cells">How many; null where they are not listed.</param>
internal sealed record SpaceListItemJson(string Id, string Description, long? Cells);
