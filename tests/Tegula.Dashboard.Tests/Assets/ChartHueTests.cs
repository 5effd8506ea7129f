using System.Text.RegularExpressions;
using Tegula.Dashboard.Hosting;
using Tegula.Drawing;

namespace Tegula.Dashboard.Tests.Assets;

/// <summary>The style sheet and the drawings agree.</summary>
public sealed partial class ChartHueTests
{
    [Fact]
    public void Live_charts_have_the_hues_of_drawings()
    {
        using var stream = typeof(DashboardServer).Assembly.GetManifestResourceStream("assets/theme.css")!;
        using var reader = new StreamReader(stream);
        var hues = Hue().Matches(reader.ReadToEnd())
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Replace(" ", "", StringComparison.Ordinal));
        hues.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var (name, value) in hues)
            DrawingTheme.PageStyle.ShouldContain($"--tg-{name}:light-dark({value});");
    }

    [GeneratedRegex(@"--(?<name>c\d+): light-dark\((?<value>[^)]*)\);", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Hue();
}
