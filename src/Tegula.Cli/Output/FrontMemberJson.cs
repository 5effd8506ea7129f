namespace Tegula.Cli.Output;

/// <summary>One architecture of a Pareto front.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Indicators">Its indicators.</param>
internal sealed record FrontMemberJson(string Architecture, Dictionary<string, IndicatorJson> Indicators);
