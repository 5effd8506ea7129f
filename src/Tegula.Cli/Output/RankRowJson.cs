using System.Text.Json.Serialization;
using Tegula.Analysis;

namespace Tegula.Cli.Output;

/// <summary>How well one indicator or combination orders the sample as training on one data set does.</summary>
/// <param name="Indicator">Id of the indicator or combination.</param>
/// <param name="Dataset">Id of the data set, or the table's column.</param>
/// <param name="Kendall">tau-b with the accuracies; null where all architectures are equal.</param>
/// <param name="Spearman">rho with the accuracies.</param>
/// <param name="Low">Lower end of the interval of <paramref name="Kendall"/>; null where there is no value, as everywhere here.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="N">Architectures of the sample.</param>
internal sealed record RankRowJson(string Indicator, string Dataset, double? Kendall, double? Spearman, double? Low, double? High, int N)
{
    /// <summary>Architectures of which not all could be measured; they share the last place in what failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Lower end of the interval of rho.</summary>
    public double? SpearmanLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? SpearmanHigh { get; init; }

    /// <summary>Percent points that the best of the first k stays behind the sample's best.</summary>
    public double? Regret { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double? RegretLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? RegretHigh { get; init; }

    /// <summary>Normalised discounted gain of the first k.</summary>
    public double? Ndcg { get; init; }

    /// <summary>Lower end of its interval.</summary>
    public double? NdcgLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? NdcgHigh { get; init; }

    /// <summary>Whether it is counted without a network.</summary>
    public required bool Free { get; init; }

    /// <summary>The best of those that are, on this data set; absent where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Baseline { get; init; }

    /// <summary>tau minus that of the baseline; null for the baseline itself.</summary>
    public double? Lead { get; init; }

    /// <summary>Lower end of the interval of the lead, both taken from the same resamples.</summary>
    public double? LeadLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? LeadHigh { get; init; }

    /// <summary>Seconds of one thread for one architecture, measured alone; null where the scores came from a file.</summary>
    public double? Seconds { get; init; }

    /// <summary>A row of a study.</summary>
    public static RankRowJson Of(RankStudyRow row, RankStudy study, double? seconds) => new(
        row.Predictor.Id,
        row.Dataset,
        row.Kendall?.Value,
        row.Spearman?.Value,
        row.Kendall?.Interval.Low,
        row.Kendall?.Interval.High,
        study.Count)
    {
        Failed = row.Failed,
        SpearmanLow = row.Spearman?.Interval.Low,
        SpearmanHigh = row.Spearman?.Interval.High,
        Regret = row.Regret?.Value,
        RegretLow = row.Regret?.Interval.Low,
        RegretHigh = row.Regret?.Interval.High,
        Ndcg = row.Gain?.Value,
        NdcgLow = row.Gain?.Interval.Low,
        NdcgHigh = row.Gain?.Interval.High,
        Free = row.Predictor.IsFree,
        Baseline = study.BestFree.TryGetValue(row.Dataset, out var baseline) ? baseline.Id : null,
        Lead = row.Lead?.Value,
        LeadLow = row.Lead?.Interval.Low,
        LeadHigh = row.Lead?.Interval.High,
        Seconds = seconds,
    };
}
