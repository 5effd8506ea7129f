namespace Tegula.Indicators;

/// <summary>One indicator of a combination: which end of it is the better one, and how much its rank counts.</summary>
/// <param name="Indicator">Stable indicator id, such as <c>kappa</c>.</param>
/// <param name="Direction">Whether smaller or larger values are better.</param>
/// <param name="Weight">Factor on the rank or its logarithm; positive and finite.</param>
public sealed record CombinationTerm(string Indicator, Direction Direction, double Weight = 1);
