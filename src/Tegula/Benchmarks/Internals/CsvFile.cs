using CsvHelper;
using Tegula.Files;

namespace Tegula.Benchmarks.Internals;

/// <summary>Opens CSV files, plain or gzip, and says in one line what is wrong with one.</summary>
internal static class CsvFile
{
    /// <summary>The line of the header.</summary>
    public const int HeaderLine = 1;

    private const int LongestQuote = 40;
    private static readonly CsvReaderOptions Options = new() { Separator = ',', TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw };

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Reads the rows.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BenchmarkFormatException">It is a folder, damaged, or no CSV.</exception>
    public static T Read<T>(string file, Func<CsvReader, T> read)
    {
        if (Directory.Exists(file))
            throw new BenchmarkFormatException(file, 0, "this is a folder, expected a CSV file, plain or gzip");
        if (!File.Exists(file))
            throw new FileNotFoundException($"there is no benchmark table {file}", file);

        try
        {
            byte[] data = File.ReadAllBytes(file);
            using CsvReader reader = CsvReader.Create(GzipData.IsGzip(data) ? GzipData.Unpack(data) : data, Options);
            return read(reader);
        }
        catch (InvalidDataException error)
        {
            throw new BenchmarkFormatException(file, 0, error.Message + ", expected a complete gzip file", error);
        }
        catch (CsvFormatException error)
        {
            throw new BenchmarkFormatException(file, error.LineNumber, "this is not CSV, expected comma-separated fields with closed quotes", error);
        }
    }

    /// <summary>Fails where a name stands twice in the header.</summary>
    /// <exception cref="BenchmarkFormatException">One does.</exception>
    public static void RequireDistinct(string file, IEnumerable<string> header)
    {
        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new BenchmarkFormatException(file, HeaderLine, $"the column '{Quote(repeated.Key)}' appears {repeated.Count()} times, expected once");
    }

    /// <summary>The names of the header on one line, and not too many.</summary>
    public static string List(IEnumerable<string> header) => Quote(string.Join(", ", header), 10 * LongestQuote);

    /// <summary>The text on one line, and not too long.</summary>
    public static string Quote(string text, int longest = LongestQuote)
    {
        string quoted = string.Concat(text.Take(longest).Select(character => char.IsControl(character) ? ' ' : character));
        return text.Length > longest ? $"{quoted}..." : quoted;
    }
}
