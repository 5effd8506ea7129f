using System.Globalization;
using System.Text.RegularExpressions;
using Tegula.Dashboard.Hosting;

namespace Tegula.Dashboard.Tests.Assets;

/// <summary>Contrast of the style sheet's colours by the formula of WCAG 2.2, in both themes.</summary>
public sealed partial class ThemeTests
{
    private const double Text = 4.5;
    private const double Outline = 3;

    private static readonly string[] Papers = ["paper", "raised"];
    private static readonly string[] Moods = ["good", "warn", "bad", "news"];

    public static TheoryData<string, string, double> Pairs =>
    [
        .. from ink in (string[])["ink", "quiet", "link", .. Moods] from paper in Papers select (ink, paper, Text),
        .. from mood in Moods from ink in new[] { mood, "ink", "quiet", "link" } select (ink, $"{mood}-soft", Text),
        .. from ink in new[] { "ink", "quiet", "link" } select (ink, "ends", Text),
        ("on-accent", "accent", Text),
        .. from mark in new[] { "line", "focus" } from paper in Papers select (mark, paper, Outline),
        .. from curve in Enumerable.Range(0, 6) select ($"c{curve}", "paper", Outline),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Colours_that_stand_on_each_other_can_be_told_apart_in_both_themes(string front, string back, double least)
    {
        var colours = Colours();
        Contrast(colours[front].Light, colours[back].Light).ShouldBeGreaterThanOrEqualTo(least, "light");
        Contrast(colours[front].Dark, colours[back].Dark).ShouldBeGreaterThanOrEqualTo(least, "dark");
    }

    [Fact]
    public void Black_on_white_has_the_greatest_contrast_and_a_colour_on_itself_the_least()
    {
        Contrast("#000", "#fff").ShouldBe(21, 1e-9);
        Contrast("#545e69", "#545e69").ShouldBe(1, 1e-9);
    }

    private static Dictionary<string, (string Light, string Dark)> Colours()
    {
        using var stream = typeof(DashboardServer).Assembly.GetManifestResourceStream("assets/theme.css")!;
        using var reader = new StreamReader(stream);
        return Variable().Matches(reader.ReadToEnd())
            .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["light"].Value, match.Groups["dark"].Value));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);
    }

    private static double Luminance(string colour)
    {
        var digits = colour[1..];
        if (digits.Length == 3)
            digits = string.Concat(digits.Select(digit => new string(digit, 2)));
        double Channel(int at)
        {
            var share = int.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= .04045 ? share / 12.92 : Math.Pow((share + .055) / 1.055, 2.4);
        }

        return (.2126 * Channel(0)) + (.7152 * Channel(2)) + (.0722 * Channel(4));
    }

    [GeneratedRegex(
        @"--(?<name>[\w-]+): light-dark\((?<light>#[0-9a-f]+), (?<dark>#[0-9a-f]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
