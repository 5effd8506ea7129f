using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Benchmarks.Internals;
using Tegula.Spaces;

namespace Tegula.Benchmarks;

/// <summary>A table of trained architectures of any space. Immutable and safe to use from several threads.</summary>
/// <remarks>
/// The file is CSV, plain or gzip (told apart by the first bytes), with a header. One column, named <c>arch</c>, <c>genotype</c> or <c>architecture</c>, holds
/// the architecture as the space reads it; a text with commas in it stands in quotes. All other columns may be numbers or not. An architecture may stand on
/// several rows, trained with several seeds: it is one architecture, with the mean of its rows.
/// </remarks>
public sealed class AccuracyTable
{
    /// <summary>Fewest architectures from which anything can be said about a space.</summary>
    public const int LeastArchitectures = 10;

    private const double HighestPercent = 100;
    private static readonly ImmutableArray<string> Accuracy = ["acc", "test"];
    private static readonly ImmutableArray<string> NoAccuracy = ["err", "loss", "time", "std"];
    private static readonly ImmutableDictionary<string, string> Benchmark =
        TabularBenchmark.Datasets.ToImmutableDictionary(id => id, id => TabularBenchmark.ColumnName(id, BenchmarkSplit.Test, 200));

    private readonly ImmutableArray<TableColumn> _columns;

    internal AccuracyTable(string file, ImmutableArray<IArchitecture> architectures, ImmutableArray<TableColumn> columns)
    {
        File = file;
        Architectures = architectures;
        _columns = columns;
    }

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>The architectures, each once, in the order in which the table first names them; at least <see cref="LeastArchitectures"/>.</summary>
    public ImmutableArray<IArchitecture> Architectures { get; }

    /// <summary>The names of all columns but that of the architectures, in the order of the table.</summary>
    public IEnumerable<string> Columns => _columns.Select(column => column.Name);

    /// <summary>Reads a table.</summary>
    /// <param name="path">A CSV file, plain or gzip.</param>
    /// <param name="space">The space of its architectures.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BenchmarkFormatException">
    /// The file is empty, damaged or no CSV, has no column of architectures, a text in it that is none of the space, or fewer than
    /// <see cref="LeastArchitectures"/>.
    /// </exception>
    public static AccuracyTable Load(string path, SpaceInfo space)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(space);
        return CsvFile.Read(path, reader => new AccuracyTableReader(path, space, reader).Read());
    }

    /// <summary>The accuracies of some columns.</summary>
    /// <remarks>
    /// Where none is named: in the layout of NAS-Bench-201 the test accuracy after 200 epochs on each of <see cref="TabularBenchmark.Datasets"/>, named by the
    /// data set; in any other, each column with <c>acc</c> or <c>test</c> in its name that holds numbers and does not speak of errors, losses, times or
    /// deviations. A column whose numbers are all at most 1 holds fractions, and is multiplied by 100.
    /// </remarks>
    /// <param name="columns">Names of columns, or ids of data sets in the layout of NAS-Bench-201; null for those above.</param>
    /// <exception cref="BenchmarkFormatException">
    /// There is no such column, the message names those there are; or it holds something else than percentages, the message says where.
    /// </exception>
    public IReadOnlyList<AccuracyColumn> Accuracies(IReadOnlyList<string>? columns = null)
    {
        if (columns is not null)
            return [.. columns.Select(Named)];
        if (_columns.Any(column => Benchmark.ContainsValue(column.Name)))
            return [.. TabularBenchmark.Datasets.Select(Named)];
        TableColumn[] named = [.. _columns.Where(column => IsAccuracy(column.Name))];
        TableColumn[] numeric = [.. named.Where(column => column.FirstOther is null)];
        return named.Length > 0
            ? [.. (numeric.Length > 0 ? numeric : named).Select(column => Percentages(column.Name, column))]
            : throw new BenchmarkFormatException(
                File, CsvFile.HeaderLine, $"no column has 'acc' or 'test' in its name; name the one to take, one of {CsvFile.List(Columns)}");
    }

    private static bool IsAccuracy(string name) => Holds(Accuracy, name) && !Holds(NoAccuracy, name);

    private static bool Holds(ImmutableArray<string> parts, string name) => parts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    private AccuracyColumn Named(string name)
    {
        string column = _columns.Any(item => item.Name == name) ? name : Benchmark.GetValueOrDefault(name, name);
        return _columns.FirstOrDefault(item => item.Name == column) is { } found
            ? Percentages(Benchmark.FirstOrDefault(pair => pair.Value == column).Key ?? name, found)
            : throw new BenchmarkFormatException(File, CsvFile.HeaderLine, $"the column {CsvFile.Quote(column)} is missing; found {CsvFile.List(Columns)}");
    }

    private AccuracyColumn Percentages(string dataset, TableColumn column)
    {
        if (column.FirstOther is { } other)
        {
            throw new BenchmarkFormatException(
                File, other.Line, $"column {column.Name} holds '{CsvFile.Quote(other.Text)}', expected a percentage from 0 to {HighestPercent}");
        }

        double least = column.Means.Min(), most = column.Means.Max();
        if (least < 0 || most > HighestPercent)
        {
            throw new BenchmarkFormatException(
                File, 0, $"column {column.Name} holds numbers from {least} to {most}, expected percentages from 0 to {HighestPercent}");
        }

        double factor = most <= 1 ? HighestPercent : 1;
        return new(dataset, column.Name, [.. column.Means.Select(value => value * factor)]);
    }
}
