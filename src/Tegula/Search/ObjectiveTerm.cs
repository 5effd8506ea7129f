using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>One indicator that an objective looks at, and which end of it is the better one.</summary>
/// <param name="Indicator">Stable indicator id, such as <c>kappa</c>.</param>
/// <param name="Direction">Whether smaller or larger values are better.</param>
public sealed record ObjectiveTerm(string Indicator, Direction Direction);
