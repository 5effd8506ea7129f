namespace Tegula.Packages.Tests.Samples;

/// <summary>docs/extending.md shows the samples as they are.</summary>
public sealed class ExtendingPageTests
{
    public static TheoryData<string> Files =>
    [
        .. new[] { "OwnIndicator", "OwnOperation", "OwnSpace" }
            .SelectMany(sample => Directory.EnumerateFiles(Checkout.PathOf("samples", sample)))
            .Where(file => Path.GetExtension(file) is ".cs" or ".yaml")
            .Select(file => Path.GetRelativePath(Checkout.PathOf("samples"), file))
            .Order(),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_a_sample_stands_on_the_page_word_for_word(string file)
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "extending.md"));
        string kind = Path.GetExtension(file) == ".cs" ? "csharp" : "yaml";
        page.ShouldContain(
            $"```{kind}\n{File.ReadAllText(Checkout.PathOf("samples", file))}```\n", Case.Sensitive, $"copy samples/{file} into docs/extending.md");
    }

    [Theory]
    [InlineData("OwnIndicator", "GradientBalance.cs")]
    [InlineData("OwnOperation", "BottleneckOperation.cs")]
    [InlineData("OwnSpace", "SmallSpace.cs")]
    public void What_is_to_be_written_takes_less_than_thirty_lines(string sample, string file) =>
        File.ReadLines(Checkout.PathOf("samples", sample, file))
            .SkipWhile(line => !line.StartsWith("namespace", StringComparison.Ordinal))
            .Count()
            .ShouldBeLessThan(30);
}
