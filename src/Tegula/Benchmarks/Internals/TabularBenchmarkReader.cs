using System.Globalization;
using CsvHelper;
using Tegula.Architectures;

namespace Tegula.Benchmarks.Internals;

/// <summary>Reads and checks the CSV file behind a <see cref="TabularBenchmark"/>.</summary>
internal sealed class TabularBenchmarkReader
{
    private const string ArchColumn = "arch";
    private const double HighestAccuracy = 100;

    private readonly string _file;
    private readonly CsvReader _reader;
    private readonly List<NasBench201Cell> _cells = [];
    private readonly Dictionary<NasBench201Cell, long> _lines = [];
    private string[] _header = [];
    private bool[] _isAccuracy = [];
    private List<double>[] _columns = [];

    private TabularBenchmarkReader(string file, CsvReader reader)
    {
        _file = file;
        _reader = reader;
    }

    public static TabularBenchmark Read(string file) => CsvFile.Read(file, reader => new TabularBenchmarkReader(file, reader).Read());

    private TabularBenchmark Read()
    {
        _header = [.. _reader.Headers];
        if (_header.Length == 0)
            throw new BenchmarkFormatException(_file, 0, $"the file is empty, expected a CSV header with the column {ArchColumn} and the accuracies");

        int arch = ReadHeader();
        while (_reader.Read())
            ReadRow(arch);
        if (_cells.Count == 0)
            throw new BenchmarkFormatException(_file, CsvFile.HeaderLine, "there is no row after the header, expected at least one cell");

        var columns = new Dictionary<string, double[]>();
        for (int column = 0; column < _header.Length; column++)
        {
            if (column != arch)
                columns.Add(_header[column], [.. _columns[column]]);
        }

        return new TabularBenchmark(_file, [.. _cells], columns);
    }

    private int ReadHeader()
    {
        foreach (string required in TabularBenchmark.Datasets.Select(id => TabularBenchmark.ColumnName(id, BenchmarkSplit.Test, 200)).Prepend(ArchColumn))
        {
            if (!_header.Contains(required))
                throw HeaderError($"the column {required} is missing; found {CsvFile.List(_header)}");
        }

        CsvFile.RequireDistinct(_file, _header);
        var accuracies = from dataset in TabularBenchmark.Datasets
                         from split in Enum.GetValues<BenchmarkSplit>()
                         from epochs in (int[])[12, 200]
                         select TabularBenchmark.ColumnName(dataset, split, epochs);
        var accuracyNames = accuracies.ToHashSet();
        _isAccuracy = [.. _header.Select(accuracyNames.Contains)];
        _columns = [.. _header.Select(_ => new List<double>())];
        return Array.IndexOf(_header, ArchColumn);
    }

    private void ReadRow(int arch)
    {
        if (_reader.FieldCount != _header.Length)
            throw Error($"the row has {_reader.FieldCount} fields, expected {_header.Length} as in the header");

        NasBench201Cell cell = ReadCell(_reader.GetString(arch));
        if (!_lines.TryAdd(cell, _reader.LineNumber))
            throw Error($"the cell {cell} stands here again, expected each once; it was on line {_lines[cell]}");
        _cells.Add(cell);
        for (int column = 0; column < _header.Length; column++)
        {
            if (column != arch)
                _columns[column].Add(ReadNumber(column));
        }
    }

    private NasBench201Cell ReadCell(string text)
    {
        try
        {
            return NasBench201Cell.Parse(text);
        }
        catch (ArchitectureFormatException error)
        {
            throw new BenchmarkFormatException(_file, _reader.LineNumber, $"column {ArchColumn}: {error.Message}", error);
        }
    }

    private double ReadNumber(int column)
    {
        ReadOnlySpan<byte> text = _reader.GetSpan(column);
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (isNumber && double.IsFinite(number) && (!_isAccuracy[column] || number is >= 0 and <= HighestAccuracy))
            return number;
        string expected = _isAccuracy[column] ? "a percentage from 0 to 100" : "a finite number";
        throw Error($"column {_header[column]} holds '{CsvFile.Quote(_reader.GetString(column))}', expected {expected}");
    }

    private BenchmarkFormatException HeaderError(string problem) => new(_file, CsvFile.HeaderLine, problem);

    private BenchmarkFormatException Error(string problem) => new(_file, _reader.LineNumber, problem);
}
