namespace Tegula.Search;

/// <summary>A point of a <see cref="SearchReplay"/>.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Evaluations">Computations measured by then.</param>
/// <param name="Seconds">What the measurements had taken by then.</param>
/// <param name="BestSoFar">Highest test accuracy in percent among the cells asked for by then; null before the first.</param>
/// <param name="Incumbent">Test accuracy in percent of what the method would have answered; null while there was nothing to answer.</param>
public sealed record ReplayPoint(int Step, int Evaluations, double Seconds, double? BestSoFar, double? Incumbent);
