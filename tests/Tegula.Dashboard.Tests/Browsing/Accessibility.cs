using System.Text.Json;

namespace Tegula.Dashboard.Tests.Browsing;

/// <summary>What axe-core finds on a page: contrast, names, order of headings, keyboard.</summary>
internal static class Accessibility
{
    private static readonly string Script = File.ReadAllText(Checkout.PathOf("artifacts", "browser", "node_modules", "axe-core", "axe.min.js"));

    /// <summary>Violations of WCAG 2.2 A and AA and of good practice, one line each.</summary>
    public static IReadOnlyList<string> Violations(Browser browser)
    {
        browser.Run(Script);
        const string Check =
            """
            const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };
            axe.run(document, rules).then(found => done(JSON.stringify(found.violations.map(violation => ({
                id: violation.id, help: violation.help, nodes: violation.nodes.map(node => node.html.slice(0, 200) + ' ' + (node.any[0]?.message ?? '')) })))));
            """;
        using var found = JsonDocument.Parse((string)browser.RunToEnd(Check)!);
        return
        [
            .. from violation in found.RootElement.EnumerateArray()
               from node in violation.GetProperty("nodes").EnumerateArray()
               select $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()}: {node.GetString()}",
        ];
    }
}
