namespace Tegula.Analysis;

/// <summary>
/// Sorts a sample by which indicators put an architecture among the best share of it, and says of those that only one selects what they are made of.
/// Source: 003_fe8fa0e5c804e1de.txt, Eq. 10-12 and Fig. 2, for any number of indicators.
/// </summary>
/// <remarks>An indicator that could not be measured does not select; the share is one of the whole sample nevertheless.</remarks>
/// <param name="TopShare">Share of the sample that each indicator selects, in (0, 1).</param>
/// <param name="Sets">One for each indicator, in their order; no two have a member in common.</param>
/// <param name="Sample">The whole sample, to compare with.</param>
/// <param name="SelectedBySeveral">Architectures that two or more indicators select.</param>
/// <param name="SelectedByNone">Architectures that no indicator selects.</param>
public sealed record ExclusiveSets(
    double TopShare, IReadOnlyList<ExclusiveSet> Sets, CellSetStatistics Sample, int SelectedBySeveral, int SelectedByNone)
{
    /// <summary>The paper's share.</summary>
    public const double DefaultTopShare = 0.1;

    /// <summary>Smallest sample from which shares are worth taking.</summary>
    public const int LeastSample = 10;

    /// <summary>Sorts a sample.</summary>
    /// <param name="sample">The architectures, at least <see cref="LeastSample"/>.</param>
    /// <param name="columns">Two or more indicators, each with one value for each architecture of the sample.</param>
    /// <param name="topShare">Share that each indicator selects, in (0, 1).</param>
    /// <exception cref="AnalysisException">The sample is too small, there are fewer than two indicators, or the share is out of range.</exception>
    public static ExclusiveSets Of(IReadOnlyList<ScoredArchitecture> sample, IReadOnlyList<IndicatorColumn> columns, double topShare = DefaultTopShare)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(columns);
        if (sample.Count < LeastSample)
            throw new AnalysisException($"{sample.Count} architectures are too few to take the best of; at least {LeastSample} are needed");
        if (columns.Count < 2)
            throw new AnalysisException($"what one indicator selects alone takes a second one to tell; {columns.Count} is given");
        if (topShare is not (> 0 and < 1))
            throw new AnalysisException($"the best share must lie between 0 and 1, such as {DefaultTopShare}, not {topShare}");
        if (columns.FirstOrDefault(column => column.Values.Count != sample.Count) is { } wrong)
            throw new ArgumentException($"{wrong.Id} has {wrong.Values.Count} values for {sample.Count} architectures", nameof(columns));

        // The slack keeps 10 % of 30, which is 3.0000000000000004 in doubles, from selecting four.
        var count = (int)Math.Ceiling((topShare * sample.Count) - 1e-9);
        double?[] thresholds = [.. columns.Select(column => column.Threshold(count))];
        int[][] selecting = [.. Enumerable.Range(0, sample.Count).Select(Selecting)];
        return new(
            topShare,
            [.. columns.Select((column, index) => SetOf(column, index))],
            CellSetStatistics.Of(sample),
            selecting.Count(indices => indices.Length > 1),
            selecting.Count(indices => indices.Length == 0));

        int[] Selecting(int architecture) =>
            [.. Enumerable.Range(0, columns.Count).Where(index => columns[index].Reaches(architecture, thresholds[index]))];

        ExclusiveSet SetOf(IndicatorColumn column, int index)
        {
            int[] members = [.. Enumerable.Range(0, sample.Count).Where(i => selecting[i] is [var only] && only == index)];
            var selected = selecting.Count(indices => indices.Contains(index));
            return new(column.Id, thresholds[index], selected, members, CellSetStatistics.Of(members.Select(i => sample[i])));
        }
    }
}
