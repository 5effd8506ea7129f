using Tegula.Dashboard.Reports;

namespace Tegula.Dashboard.Answers;

/// <summary>What an answer says.</summary>
/// <param name="Title">What it is about, any text.</param>
/// <param name="Summary">The result in a sentence or two, any text.</param>
/// <param name="Sections">The parts in order.</param>
public sealed record ResultContent(string Title, string Summary, IReadOnlyList<ReportSection> Sections);
