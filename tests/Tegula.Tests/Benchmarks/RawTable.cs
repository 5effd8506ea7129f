using System.Globalization;
using System.IO.Compression;

namespace Tegula.Tests.Benchmarks;

/// <summary>The NAS-Bench-201 table, read without the library: split at the commas, nothing checked.</summary>
internal sealed class RawTable
{
    public const string FileName = "nasbench201.csv.gz";
    private static readonly Lock Gate = new();
    private static RawTable? _loaded;

    private readonly string[] _header;
    private readonly string[][] _rows;

    private RawTable(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] lines = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _header = lines[0].Split(',');
        _rows = [.. lines.Skip(1).Select(line => line.Split(','))];
    }

    /// <summary>The table; skips the test that asks when it is not on this machine.</summary>
    public static RawTable LoadOrSkip()
    {
        string path = SharedData.FileOrSkip(FileName);
        lock (Gate)
            return _loaded ??= new RawTable(path);
    }

    public int RowCount => _rows.Length;

    public string[] Text(string column)
    {
        int index = Array.IndexOf(_header, column);
        return [.. _rows.Select(row => row[index])];
    }

    public long[] Integers(string column) => [.. Text(column).Select(text => long.Parse(text, CultureInfo.InvariantCulture))];

    public double[] Doubles(string column) => [.. Text(column).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
