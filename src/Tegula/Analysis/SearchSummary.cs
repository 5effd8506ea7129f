namespace Tegula.Analysis;

/// <summary>One way to search, repeated with several seeds.</summary>
/// <param name="Name">What is special about it, such as <c>kappa, mse</c> or <c>3/4 of the radius</c>.</param>
/// <param name="Accuracy">Mean and spread over the seeds of the answers' accuracy in percent, by data set; only over answers whose accuracy is known.</param>
/// <param name="Evaluations">Mean number of computations measured for one search, those borrowed from a search before it included.</param>
/// <param name="TurnedAway">Mean number of architectures that the depth-width filter turned away.</param>
/// <param name="Spared">Mean number of distinct computations among them.</param>
/// <param name="Seconds">Mean wall time that one search would have taken alone, with all the indicators that were measured together.</param>
/// <param name="Answers">What each search chose, in the order of the seeds; null where nothing could be measured.</param>
public sealed record SearchSummary(
    string Name,
    IReadOnlyDictionary<string, MeanAndDeviation> Accuracy,
    double Evaluations,
    double TurnedAway,
    double Spared,
    double Seconds,
    IReadOnlyList<string?> Answers);
