namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>topology</c>.</summary>
/// <param name="Items">One entry per architecture, in the order given.</param>
internal sealed record TopologyReport(IReadOnlyList<TopologyItemJson> Items);
