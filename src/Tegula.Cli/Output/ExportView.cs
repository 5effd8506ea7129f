using System.Globalization;

namespace Tegula.Cli.Output;

/// <summary>What <c>export</c> prints for a reader.</summary>
internal static class ExportView
{
    /// <summary>Each file with its hash, then what it holds.</summary>
    public static void Write(TextWriter output, ExportReport report)
    {
        foreach (var written in report.Files ?? [new ExportedFileJson(report.File, report.Sha256)])
            output.WriteLine($"wrote {PlainText.Line(written.File)} (SHA-256 {written.Sha256})");
        output.WriteLine(PlainText.Line(report.Architecture));
        if (report.Params is { } parameters)
            output.WriteLine($"{parameters.ToString("N0", CultureInfo.InvariantCulture)} parameters");
    }
}
