using System.Globalization;
using CsvHelper;

namespace Tegula.Cli.Output;

/// <summary>Rows as CSV: invariant culture, numbers with every bit, <c>true</c> and <c>false</c>, quotes where a field needs them.</summary>
internal static class CsvText
{
    /// <summary>The text, header first.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="rows">One field a column; null for an empty one.</param>
    public static string Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(header))
                writer.WriteRecord([.. row.Select(Field)]);
        }

        return text.ToString();
    }

    private static string? Field(object? value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture);
}
