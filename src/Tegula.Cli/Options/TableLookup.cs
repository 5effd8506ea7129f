using Tegula.Architectures;
using Tegula.Benchmarks;

namespace Tegula.Cli.Options;

/// <summary>Test accuracies of trained cells from the user's copy of a tabular benchmark.</summary>
internal static class TableLookup
{
    /// <summary>Reads a table; null when no file is named.</summary>
    /// <exception cref="BenchmarkFormatException">The file is not a table.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static TabularBenchmark? Open(string? file) => file is null ? null : TabularBenchmark.Load(file);

    /// <summary>Test accuracy in percent after 200 epochs by data set; null when there is no table or it does not hold the cell.</summary>
    public static Dictionary<string, double>? Accuracy(TabularBenchmark? table, IArchitecture architecture) =>
        architecture is NasBench201Cell cell && table?.Contains(cell) == true
            ? TabularBenchmark.Datasets.ToDictionary(dataset => dataset, dataset => table.Accuracy(cell, dataset))
            : null;
}
