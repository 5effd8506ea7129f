namespace Tegula.Cli.Output;

/// <summary>The rows of <c>rank</c> as CSV, under the names that they have in JSON.</summary>
internal static class RankCsv
{
    private static readonly (string Name, Func<RankRowJson, object?> Value)[] Columns =
    [
        ("indicator", row => row.Indicator),
        ("dataset", row => row.Dataset),
        ("kendall", row => row.Kendall),
        ("spearman", row => row.Spearman),
        ("low", row => row.Low),
        ("high", row => row.High),
        ("n", row => row.N),
        ("failed", row => row.Failed),
        ("spearmanLow", row => row.SpearmanLow),
        ("spearmanHigh", row => row.SpearmanHigh),
        ("regret", row => row.Regret),
        ("regretLow", row => row.RegretLow),
        ("regretHigh", row => row.RegretHigh),
        ("ndcg", row => row.Ndcg),
        ("ndcgLow", row => row.NdcgLow),
        ("ndcgHigh", row => row.NdcgHigh),
        ("free", row => row.Free),
        ("baseline", row => row.Baseline),
        ("lead", row => row.Lead),
        ("leadLow", row => row.LeadLow),
        ("leadHigh", row => row.LeadHigh),
        ("seconds", row => row.Seconds),
    ];

    /// <summary>Names of the columns.</summary>
    public static IReadOnlyList<string> Header { get; } = [.. Columns.Select(column => column.Name)];

    /// <summary>The fields of a row.</summary>
    public static IReadOnlyList<object?> Fields(RankRowJson row) => [.. Columns.Select(column => column.Value(row))];
}
