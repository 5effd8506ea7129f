using Tegula.Statistics;

namespace Tegula.Analysis;

/// <summary>How well one predictor orders a sample as training on one data set does.</summary>
/// <param name="Predictor">The predictor.</param>
/// <param name="Dataset">The data set.</param>
/// <param name="Failed">Architectures of which it could not measure all that it looks at (<see cref="Analysis.Predictor.Promise"/>).</param>
/// <param name="Kendall">tau-b with the accuracies, in [-1, 1], higher is better; null where it holds all architectures for equal.</param>
/// <param name="Spearman">rho with the accuracies, in [-1, 1], higher is better; null where it holds all architectures for equal.</param>
/// <param name="Regret">Percent points that the best of its first places stays behind the sample's best (<see cref="TopKRegret"/>); lower is better.</param>
/// <param name="Gain">Normalised discounted gain of its first places, in [0, 1] (<see cref="NormalizedDiscountedGain"/>); higher is better.</param>
/// <param name="Lead">
/// Its tau minus that of <see cref="RankStudy.BestFree"/>, each resample serving both; null for that one itself, and where either has no tau. An interval
/// above 0 says that the predictor adds something to counting.
/// </param>
public sealed record RankStudyRow(
    Predictor Predictor, string Dataset, int Failed, Estimate? Kendall, Estimate? Spearman, Estimate? Regret, Estimate? Gain, Estimate? Lead);
