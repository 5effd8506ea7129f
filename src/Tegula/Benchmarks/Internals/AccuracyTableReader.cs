using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Tegula.Architectures;
using Tegula.Spaces;

namespace Tegula.Benchmarks.Internals;

/// <summary>Reads and checks the CSV file behind an <see cref="AccuracyTable"/>.</summary>
/// <param name="file">The file as the caller named it.</param>
/// <param name="space">Reads the architectures.</param>
/// <param name="reader">The rows.</param>
internal sealed class AccuracyTableReader(string file, SpaceInfo space, CsvReader reader)
{
    private static readonly ImmutableArray<string> ArchitectureColumns = ["arch", "genotype", "architecture"];

    private readonly List<IArchitecture> _architectures = [];
    private readonly List<int> _rows = [];
    private readonly Dictionary<string, int> _places = [];

    /// <summary>Reads all rows.</summary>
    public AccuracyTable Read()
    {
        string[] header = [.. reader.Headers];
        if (header.Length == 0)
            throw new BenchmarkFormatException(file, 0, "the file is empty, expected a CSV header with the column arch and accuracies");
        string name = ArchitectureColumns.FirstOrDefault(header.Contains)
            ?? throw new BenchmarkFormatException(
                file, CsvFile.HeaderLine, $"the column {ArchitectureColumns[0]} (or {ArchitectureColumns[1]}) is missing; found {CsvFile.List(header)}");
        CsvFile.RequireDistinct(file, header);
        int architecture = Array.IndexOf(header, name);
        var sums = header.Select(_ => new List<double>()).ToArray();
        var others = new (long Line, string Text)?[header.Length];
        while (reader.Read())
            ReadRow(architecture, sums, others);
        if (_architectures.Count < AccuracyTable.LeastArchitectures)
        {
            throw new BenchmarkFormatException(
                file, 0, $"the table holds {_architectures.Count} architectures, expected at least {AccuracyTable.LeastArchitectures}");
        }

        return new(
            file,
            [.. _architectures],
            [
                .. Enumerable.Range(0, header.Length).Where(column => column != architecture)
                    .Select(column => Column(header[column], sums[column], others[column])),
            ]);
    }

    private TableColumn Column(string name, List<double> sums, (long Line, string Text)? other) =>
        new(name, [.. sums.Select((sum, place) => sum / _rows[place])], other);

    private void ReadRow(int architecture, List<double>[] sums, (long Line, string Text)?[] others)
    {
        if (reader.FieldCount != sums.Length)
            throw new BenchmarkFormatException(file, reader.LineNumber, $"the row has {reader.FieldCount} fields, expected {sums.Length} as in the header");
        int place = PlaceOf(reader.GetString(architecture));
        for (int column = 0; column < sums.Length; column++)
        {
            if (column == architecture)
                continue;
            if (!double.TryParse(reader.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            {
                number = double.NaN;
                others[column] ??= (reader.LineNumber, reader.GetString(column));
            }

            if (place == sums[column].Count)
                sums[column].Add(number);
            else
                sums[column][place] += number;
        }
    }

    private int PlaceOf(string text)
    {
        IArchitecture architecture;
        try
        {
            architecture = space.Parse(text);
        }
        catch (ArchitectureFormatException error)
        {
            throw new BenchmarkFormatException(file, reader.LineNumber, $"no architecture of {space.Id}: {error.Message}", error);
        }

        string key = architecture.ToString()!;
        if (_places.TryGetValue(key, out int place))
        {
            _rows[place]++;
            return place;
        }

        _places.Add(key, _architectures.Count);
        _architectures.Add(architecture);
        _rows.Add(1);
        return _architectures.Count - 1;
    }
}
