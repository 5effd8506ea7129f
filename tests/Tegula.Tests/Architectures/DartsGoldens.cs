using System.Globalization;

namespace Tegula.Tests.Architectures;

/// <summary>A row of <c>darts.tsv</c>: what PyTorch counts in a network that it runs once.</summary>
internal sealed record DartsGoldens(string Cell, string Skeleton, long Parameters, long Macs, string Genotype)
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<DartsGoldens> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "goldens", "darts.tsv")).Skip(1).Select(line => Read(line.Split('\t')))];

    /// <summary>The genotypes, each once.</summary>
    public static IEnumerable<(string Cell, string Genotype)> Genotypes => All.Select(row => (row.Cell, row.Genotype)).Distinct();

    private static DartsGoldens Read(string[] fields) =>
        new(fields[0], fields[1], long.Parse(fields[2], CultureInfo.InvariantCulture), long.Parse(fields[3], CultureInfo.InvariantCulture), fields[4]);
}
