using Tegula.Studies.Exchange;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>study export --out</c>.</summary>
/// <param name="File">The file written.</param>
/// <param name="Format"><c>csv</c> or <c>jsonl</c>.</param>
/// <param name="Study">Name of the study; null for the whole store.</param>
/// <param name="Exported">How much.</param>
internal sealed record StudyExportReport(string File, string Format, string? Study, ExchangeCounts Exported);
