using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tegula.Drawing;

namespace Tegula.Dashboard.Reports;

/// <summary>
/// Writes a <see cref="Report"/> as one file of HTML that needs no network and no script, and forbids both: it can be mailed, opened from disk and printed.
/// </summary>
public static partial class ReportDocument
{
    private static readonly Lazy<string> Style = new(ReadStyle);

    /// <summary>The file; the same bytes for the same report.</summary>
    /// <param name="report">What it says.</param>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var services = new ServiceCollection().BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?> { [nameof(ReportPage.Report)] = report, [nameof(ReportPage.Style)] = Style.Value });

        // No part of the page waits for anything, so the rendering is over when the call comes back.
        Task<string> page = renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReportPage>(parameters)).ToHtmlString());
        return Control().Replace(page.GetAwaiter().GetResult().TrimStart(), "&#xFFFD;").ReplaceLineEndings("\n");
    }

    private static string ReadStyle()
    {
        using var stream = typeof(ReportDocument).Assembly.GetManifestResourceStream("assets/report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd() + DrawingTheme.PageStyle;
    }

    // HTML can hold no control characters but those of white space, not even as a reference.
    [GeneratedRegex("&#x(?:[0-8BCEF]|1[0-9A-F]|7F|8[0-9A-F]|9[0-9A-F]);", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Control();
}
