using System.Text;
using Microsoft.AspNetCore.Http;
using Tegula.Studies;

namespace Tegula.Dashboard.Pages.Recorded;

/// <summary>Outputs of a result as files.</summary>
internal static class ResultDownload
{
    private const int LongestName = 80;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>One output; 404 where it is not kept.</summary>
    public static IResult Of(RecordedResult result, string? output)
    {
        if (output is null || !result.Outputs.TryGetValue(output, out var text))
            return Results.NotFound();
        var (type, extension) = KindOf(output);
        return Results.File(Utf8.GetBytes(text), type, FileName(result.Name, output, extension));
    }

    /// <summary>Whether an output is a drawing.</summary>
    public static bool IsDrawing(string output) => output == "svg" || output.StartsWith("svg-", StringComparison.Ordinal);

    /// <summary>A name that every file system takes: letters, digits, dots, hyphens and underscores of the result's name and the output's.</summary>
    internal static string FileName(string name, string output, string extension)
    {
        var part = output is "json" or "text" or "csv" or "svg" ? "" : $"-{output}";
        string plain = new(
            [.. $"{name}{part}".Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '-').Take(LongestName)]);
        return $"{(plain.Trim('.', '-') is { Length: > 0 } trimmed ? trimmed : "result")}{extension}";
    }

    private static (string Type, string Extension) KindOf(string output) => output switch
    {
        "json" => ("application/json", ".json"),
        "csv" => ("text/csv; charset=utf-8", ".csv"),
        _ when IsDrawing(output) => ("image/svg+xml", ".svg"),
        _ => ("text/plain; charset=utf-8", ".txt"),
    };
}
