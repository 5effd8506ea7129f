using Tegula.Dashboard.Figures;

namespace Tegula.Dashboard.Reports;

/// <summary>A part of a report.</summary>
/// <param name="Title">Its heading, any text.</param>
/// <param name="Text">A paragraph; may be empty.</param>
/// <param name="Figures">Drawings and tables in order; may be empty.</param>
public sealed record ReportSection(string Title, string Text, IReadOnlyList<Figure> Figures)
{
    /// <summary>A text whose lines and blanks stay as they are, such as what a command printed; null for none.</summary>
    public string? Printed { get; init; }
}
