using Tegula.Architectures;
using Tegula.Benchmarks;

namespace Tegula.Search;

/// <summary>What a search would have been worth on a data set for which the table knows how every cell trains.</summary>
/// <param name="Dataset">Id of the data set.</param>
/// <param name="Accuracy">Test accuracy in percent of the answer after 200 epochs.</param>
/// <param name="Optimum">The highest test accuracy in the table.</param>
/// <param name="Curve">How it got there; a point wherever a number changes, and the last step.</param>
public sealed record SearchReplay(string Dataset, double Accuracy, double Optimum, IReadOnlyList<ReplayPoint> Curve)
{
    /// <summary>How many percent points the answer stays behind the optimum; at least 0, lower is better.</summary>
    public double Regret => Optimum - Accuracy;

    /// <summary>Replays a search; null when it has no answer or the table does not hold it.</summary>
    /// <param name="result">
    /// A search of NAS-Bench-201 whose steps kept what the method would have answered; steps that scored a supernet have no accuracy of their own.
    /// </param>
    /// <param name="table">Accuracies of trained cells.</param>
    /// <param name="dataset">One of <see cref="TabularBenchmark.Datasets"/>.</param>
    /// <exception cref="ArgumentException">The data set is unknown.</exception>
    public static SearchReplay? Of(SearchResult<IArchitecture> result, TabularBenchmark table, string dataset)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(table);
        if (result.Answer?.Architecture is not NasBench201Cell answer || !table.Contains(answer))
            return null;
        var known = new Dictionary<string, double?>();
        var curve = new List<ReplayPoint>();
        var evaluations = 0;
        var seconds = 0.0;
        double? best = null;
        for (var i = 0; i < result.History.Count; i++)
        {
            var trial = result.History[i];
            evaluations += trial.Cached ? 0 : 1;
            seconds += trial.Seconds;
            if (AccuracyOf(trial.Architecture) is { } accuracy && !(best >= accuracy))
                best = accuracy;
            var incumbent = trial.Incumbent is { } text ? AccuracyOf(text) : null;
            if (curve.Count == 0 || curve[^1].BestSoFar != best || curve[^1].Incumbent != incumbent || i == result.History.Count - 1)
                curve.Add(new(i + 1, evaluations, seconds, best, incumbent));
        }

        return new(dataset, table.Accuracy(answer, dataset), table.Best(dataset).Accuracy, curve);

        double? AccuracyOf(string text)
        {
            if (!known.TryGetValue(text, out var accuracy))
            {
                accuracy = NasBench201Cell.TryParse(text, out var cell) && table.Contains(cell) ? table.Accuracy(cell, dataset) : null;
                known.Add(text, accuracy);
            }

            return accuracy;
        }
    }
}
