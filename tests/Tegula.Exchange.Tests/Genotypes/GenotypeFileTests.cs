using System.Text;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Spaces;

namespace Tegula.Exchange.Tests.Genotypes;

public sealed class GenotypeFileTests
{
    private const int Count = 1_000;

    [Fact]
    public void A_thousand_arch_strings_come_back_from_a_file()
    {
        var random = new RandomStream(1, "arch strings");
        NasBench201Cell[] cells = [.. Enumerable.Range(0, Count).Select(_ => NasBench201Space.Instance.Sample(random))];
        string text = string.Concat(cells.Select((cell, index) => index % 3 == 0 ? $"\n  {cell}  # cell {index}\n# next\n" : $"{cell}\r\n"));
        Read(text).ShouldBe(cells);
    }

    [Fact]
    public void A_thousand_genotypes_come_back_from_a_file_and_Python_reads_the_same()
    {
        var random = new RandomStream(2, "genotypes");
        DartsGenotype[] genotypes = [.. Enumerable.Range(0, Count).Select(_ => DartsSpace.Instance.Sample(random))];
        string[] texts = [.. genotypes.Select(genotype => genotype.ToString())];

        Read(string.Join('\n', texts)).Select(read => read.ToString()).ShouldBe(texts);

        Runtimes.PyTorch.Genotypes(texts).ShouldBe(texts);
    }

    [Fact]
    public void However_people_write_a_genotype_Python_and_this_read_the_same()
    {
        var random = new RandomStream(3, "styles");
        var plain = new List<string>();
        var styled = new List<string>();
        for (int drawn = 0; drawn < Count; drawn++)
        {
            string text = DartsSpace.Instance.Sample(random).ToString();
            plain.Add(text);
            styled.Add(Styled(text, random));
        }

        string file = string.Join("\n\n# the next one\n", styled.Select((text, index) => index % 2 == 0 ? $"CELL_{index} = {text}" : text));
        Read(file).Select(read => read.ToString()).ShouldBe(plain);

        // Python prints tuples as tuples; what they hold must be the same.
        Runtimes.PyTorch.Genotypes(styled).Select(Untyped).ShouldBe(plain.Select(Untyped));
    }

    [Theory]
    [InlineData("# nothing\n\n", "list.txt holds no cell")]
    [InlineData("# a comment\n\n|none~0|\n", "list.txt, line 3: NAS-Bench-201 arch string, character 9")]
    [InlineData("darts\nA = Genotype(normal=[('sep_conv_3x3', 0),\n  ('sep_conv_9x9', 1)])", "list.txt, line 3: genotype, character")]
    [InlineData("darts\nGenotype(normal=[\n", "list.txt, line 2: a bracket is opened here")]
    public void What_is_wrong_is_named_with_file_and_line(string text, string message) =>
        Should.Throw<ArchitectureFormatException>(() => Read(text)).Message.ShouldStartWith(message);

    private static IReadOnlyList<IArchitecture> Read(string text)
    {
        using var reader = new StringReader(text);
        return ArchitectureLines.Read(reader, "list.txt", ArchitectureReader.Parse);
    }

    // Line breaks and comments behind commas, tuples for lists, double quotes, range(2, 6), a comma at the end.
    private static string Styled(string text, RandomStream random)
    {
        if (random.NextInt(2) == 0) text = text.Replace("[2, 3, 4, 5]", "range(2, 6)", StringComparison.Ordinal);
        if (random.NextInt(2) == 0) text = text.Replace('\'', '"');
        if (random.NextInt(2) == 0) text = text.Replace("=[(", "=((", StringComparison.Ordinal).Replace(")], ", ")), ", StringComparison.Ordinal);
        if (random.NextInt(2) == 0) text = text[..^1] + ",\n)";
        var styled = new StringBuilder();
        foreach (char letter in text)
        {
            styled.Append(letter);
            if (letter == ',' && random.NextInt(6) == 0) styled.Append(random.NextInt(2) == 0 ? "\n    " : "  # (see the paper\n");
        }

        return styled.ToString();
    }

    private static string Untyped(string text) =>
        text.Replace('(', '[').Replace(')', ']').Replace("range[2, 6]", "[2, 3, 4, 5]", StringComparison.Ordinal);
}
