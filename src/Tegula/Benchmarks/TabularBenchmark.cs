using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Benchmarks.Internals;

namespace Tegula.Benchmarks;

/// <summary>
/// A table of what NAS-Bench-201 cells reach once trained: accuracies in percent on three data sets, on test or validation images, after 12 or 200
/// epochs. Immutable and safe to use from several threads.
/// </summary>
/// <remarks>
/// The file is CSV, plain or gzip (told apart by the first bytes), with a header. The columns <c>arch</c>, <c>c10_test_200</c>, <c>c100_test_200</c> and
/// <c>in16_test_200</c> must be there; all other columns are optional numbers. A table need not hold every cell, but each at most once.
/// </remarks>
public sealed class TabularBenchmark
{
    private const int MissingRow = -1;
    private static readonly ImmutableArray<string> Prefixes = ["c10", "c100", "in16"];

    private readonly string _file;
    private readonly Dictionary<string, double[]> _columns;
    private readonly int[] _rows = new int[NasBench201Cell.OrdinalCount];

    internal TabularBenchmark(string file, ImmutableArray<NasBench201Cell> cells, Dictionary<string, double[]> columns)
    {
        _file = file;
        _columns = columns;
        Cells = cells;
        Array.Fill(_rows, MissingRow);
        for (int row = 0; row < cells.Length; row++)
            _rows[cells[row].Ordinal] = row;
    }

    /// <summary>The ids of the data sets: <c>cifar10</c>, <c>cifar100</c>, <c>imagenet16-120</c>.</summary>
    public static ImmutableArray<string> Datasets { get; } = ["cifar10", "cifar100", "imagenet16-120"];

    /// <summary>The cells in the order of the table.</summary>
    public ImmutableArray<NasBench201Cell> Cells { get; }

    /// <summary>The names of the columns of numbers, in the order of the table.</summary>
    public IReadOnlyCollection<string> Columns => _columns.Keys;

    /// <summary>Reads a table.</summary>
    /// <param name="path">A CSV file, plain or gzip.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BenchmarkFormatException">The file is empty, truncated, lacks a column, holds a bad number or arch string, or a cell twice.</exception>
    public static TabularBenchmark Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TabularBenchmarkReader.Read(path);
    }

    /// <summary>True when the table holds the cell.</summary>
    public bool Contains(NasBench201Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return _rows[cell.Ordinal] != MissingRow;
    }

    /// <summary>The accuracy of a trained cell in percent, in [0, 100]; higher is better.</summary>
    /// <param name="cell">A cell of the table.</param>
    /// <param name="dataset">One of <see cref="Datasets"/>.</param>
    /// <param name="split">The images it was measured on.</param>
    /// <param name="epochs">12 or 200 epochs of training.</param>
    /// <exception cref="ArgumentException">The data set is unknown, or the table has no column for this split and these epochs.</exception>
    /// <exception cref="KeyNotFoundException">The table does not hold the cell.</exception>
    public double Accuracy(NasBench201Cell cell, string dataset, BenchmarkSplit split = BenchmarkSplit.Test, int epochs = 200) =>
        Value(cell, ColumnName(dataset, split, epochs));

    /// <summary>The number in one column of a cell's row.</summary>
    /// <param name="cell">A cell of the table.</param>
    /// <param name="column">One of <see cref="Columns"/>, such as <c>c10_params</c>.</param>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    /// <exception cref="KeyNotFoundException">The table does not hold the cell.</exception>
    public double Value(NasBench201Cell cell, string column)
    {
        ArgumentNullException.ThrowIfNull(cell);
        double[] values = Column(column);
        int row = _rows[cell.Ordinal];
        return row != MissingRow ? values[row] : throw new KeyNotFoundException($"{_file} does not hold the cell {cell}");
    }

    /// <summary>The cell with the highest accuracy, the first of several, and that accuracy in percent.</summary>
    /// <param name="dataset">One of <see cref="Datasets"/>.</param>
    /// <param name="split">The images it was measured on.</param>
    /// <param name="epochs">12 or 200 epochs of training.</param>
    /// <exception cref="ArgumentException">The data set is unknown, or the table has no column for this split and these epochs.</exception>
    public (NasBench201Cell Cell, double Accuracy) Best(string dataset, BenchmarkSplit split = BenchmarkSplit.Test, int epochs = 200)
    {
        double[] values = Column(ColumnName(dataset, split, epochs));
        int best = 0;
        for (int row = 1; row < values.Length; row++)
        {
            if (values[row] > values[best])
                best = row;
        }

        return (Cells[best], values[best]);
    }

    /// <summary>The column of an accuracy, such as <c>c100_val_12</c>.</summary>
    internal static string ColumnName(string dataset, BenchmarkSplit split, int epochs)
    {
        int index = Datasets.IndexOf(dataset);
        return index >= 0
            ? $"{Prefixes[index]}_{(split == BenchmarkSplit.Test ? "test" : "val")}_{epochs}"
            : throw new ArgumentException($"unknown data set '{dataset}', expected one of {string.Join(", ", Datasets)}");
    }

    private double[] Column(string name) => _columns.TryGetValue(name, out double[]? values)
        ? values
        : throw new ArgumentException($"{_file} has no column {name}; it has {string.Join(", ", _columns.Keys)}");
}
