using Tegula.Architectures;
using Tegula.Compute;

namespace Tegula.Tests.Architectures;

public sealed class DartsGenotypeTests
{
    private const string Known =
        "none, max_pool_3x3, avg_pool_3x3, skip_connect, sep_conv_3x3, sep_conv_5x5, dil_conv_3x3, dil_conv_5x5, sep_conv_7x7, conv_7x1_1x7";

    private const string Small = "Genotype(normal=[('sep_conv_3x3', 0), ('none', 1)], normal_concat=[2], "
        + "reduce=[('max_pool_3x3', 0), ('dil_conv_5x5', 1), ('skip_connect', 2), ('conv_7x1_1x7', 2)], reduce_concat=[3, 2])";

    [Fact]
    public void The_text_gives_edges_and_concatenations()
    {
        var genotype = DartsGenotype.Parse(Small);

        genotype.Normal.Edges.ShouldBe([new(DartsOperation.SepConv3x3, 0), new(DartsOperation.None, 1)]);
        genotype.Normal.Concatenated.ShouldBe([2]);
        genotype.Reduce.Edges[^1].ShouldBe(new(DartsOperation.Conv7x1x1x7, 2));
        genotype.Reduce.Concatenated.ShouldBe([3, 2]);
        genotype.Reduce.IntermediateNodes.ShouldBe(2);
        genotype.ToString().ShouldBe(Small);
    }

    [Fact]
    public void What_Python_prints_is_read_and_printed_character_for_character()
    {
        foreach ((_, string text) in DartsGoldens.Genotypes)
            DartsGenotype.Parse(text).ToString().ShouldBe(text);
    }

    [Fact]
    public void Any_genotype_is_read_back_from_its_text()
    {
        var random = new RandomStream(3, "test/genotypes");
        for (int i = 0; i < 300; i++)
        {
            DartsGenotype genotype = RandomGenotypes.Draw(random);
            var read = DartsGenotype.Parse(genotype.ToString());
            read.ShouldBe(genotype);
            read.GetHashCode().ShouldBe(genotype.GetHashCode());
            read.ToString().ShouldBe(genotype.ToString());
        }
    }

    [Theory]
    [InlineData("DARTS_V2 = Genotype(normal=[('none', 0), ('none', 1)], normal_concat=[2], reduce=[('none', 0), ('none', 1)], reduce_concat=[2])")]
    [InlineData("Genotype(normal=[(\"none\", 0), (\"none\", 1)], normal_concat=[2], reduce=[(\"none\", 0), (\"none\", 1)], reduce_concat=[2])")]
    [InlineData("Genotype(normal=[('none',0),('none',1)],normal_concat=range(2,3),reduce=[('none',0),('none',1)],reduce_concat=range( 2 , 3 ))")]
    [InlineData("\nGenotype (\n\tnormal = [\r\n( 'none' , 0 ), ('none', 1) , ], normal_concat=[2,], reduce=[('none', 0), ('none', 1)], reduce_concat=[2],)\n")]
    public void Spaces_quotes_a_name_a_range_and_closing_commas_do_not_matter(string text) => DartsGenotype.Parse(text).ToString().ShouldBe(
        "Genotype(normal=[('none', 0), ('none', 1)], normal_concat=[2], reduce=[('none', 0), ('none', 1)], reduce_concat=[2])");

    [Theory]
    [InlineData("", 1, "found the end of the text, expected 'Genotype('")]
    [InlineData("genotype(", 1, "found 'genotype', expected 'Genotype('")]
    [InlineData("A = B = Genotype(", 5, "found 'B', expected 'Genotype('")]
    [InlineData("Genotype[", 9, "found '[', expected '(' after Genotype")]
    [InlineData("Genotype(reduce=", 10, "found 'reduce', expected normal=")]
    [InlineData("Genotype(normal:", 16, "found ':', expected '=' after normal")]
    [InlineData("Genotype(normal=(", 18, "found the end of the text, expected '(' and a pair such as ('sep_conv_3x3', 0), or ')'")]
    [InlineData("Genotype(normal={", 17, "found '{', expected '[' and the pairs of normal")]
    [InlineData("Genotype(normal=['none'", 18, "found ''', expected '(' and a pair such as ('sep_conv_3x3', 0), or ']'")]
    [InlineData("Genotype(normal=[(none, 0)", 19, "found 'n', expected an operation in quotes: one of " + Known)]
    [InlineData("Genotype(normal=[('none, 0)", 19, "the quote ' is not closed")]
    [InlineData("Genotype(normal=[('sep_conv_3x4', 0)", 20, "'sep_conv_3x4' is no operation; known are " + Known + "; the nearest is sep_conv_3x3")]
    [InlineData("Genotype(normal=[('none' 0)", 26, "found '0', expected ',' and the number of a node")]
    [InlineData("Genotype(normal=[('none', x)", 27, "found 'x', expected the number of a node")]
    [InlineData("Genotype(normal=[('none', 99999999999)", 27, "found '99999999999', expected the number of a node")]
    [InlineData("Genotype(normal=[('none', -1)", 27, "node 2 reads node -1, and there is none; node 2 can read nodes 0 to 1")]
    [InlineData("Genotype(normal=[('none', 2)", 27, "node 2 reads itself, which would make a cycle; node 2 can read nodes 0 to 1")]
    [InlineData("Genotype(normal=[('none', 3)", 27, "node 2 reads node 3, which comes later, so that there could be a cycle; node 2 can read nodes 0 to 1")]
    [InlineData("Genotype(normal=[('none', 0, 1)", 28, "found ',', expected ')' after the pair")]
    [InlineData("Genotype(normal=[('none', 0) ('none', 1)", 30, "found '(', expected ',' or ']' after the pair")]
    [InlineData("Genotype(normal=[('none', 0), ('none', 1), ('none', 2)]", 55, "the cell has 3 pairs; each node takes two, so their number must be even")]
    [InlineData("Genotype(normal=[('none', 0)]", 29, "the cell has 1 pair; each node takes two, so their number must be even")]
    [InlineData("Genotype(normal=[]", 18, "the cell is empty; it needs at least one intermediate node, that is, two pairs (operation, node)")]
    [InlineData("Genotype(normal=[('none', 0), ('none', 1)])", 43, "found ')', expected ',' and then normal_concat")]
    public void A_malformed_beginning_is_refused_with_position_finding_and_expectation(string text, int position, string finding) =>
        ShouldBeRefused(text, position, finding);

    [Theory]
    [InlineData("normal_concat=2", 15, "found '2', expected '[' and the nodes of normal_concat, or range(2, 4)")]
    [InlineData("normal_concat=span(2, 4)", 15, "found 'span', expected a list of nodes or range(2, 4)")]
    [InlineData("normal_concat=[]", 16, "the output concatenates no node; the intermediate nodes are 2 to 3")]
    [InlineData("normal_concat=range(2, 2)", 15, "the output concatenates no node; the intermediate nodes are 2 to 3")]
    [InlineData("normal_concat=[1]", 16, "node 1 is an input and cannot be concatenated; the intermediate nodes are 2 to 3")]
    [InlineData("normal_concat=[2, 4]", 19, "node 4 is concatenated, but there is none; the intermediate nodes are 2 to 3")]
    [InlineData("normal_concat=[-2]", 16, "node -2 is concatenated, but there is none; the intermediate nodes are 2 to 3")]
    [InlineData("normal_concat=[2, 2]", 19, "node 2 is concatenated twice; the intermediate nodes are 2 to 3")]
    [InlineData("normal_concat=range(2, 2000000000)", 24, "node 4 is concatenated, but there is none; the intermediate nodes are 2 to 3")]
    [InlineData("normal_concat=[2 3]", 18, "found '3', expected ',' or ']' after the node")]
    [InlineData("normal_concat=[2])", 18, "found ')', expected ',' and then the reduction cell")]
    [InlineData("normal_concat=[2], extra=[]", 20, "found 'extra', expected reduce=")]
    [InlineData("normal_concat=[2], reduce=[('none', 0), ('none', 1)], reduce_concat=[2]", 72, "found the end of the text, expected ')' at the end of the "
        + "genotype")]
    [InlineData("normal_concat=[2], reduce=[('none', 0), ('none', 1)], reduce_concat=[2]) + 1", 74, "found '+', expected the end of the text")]
    public void A_malformed_rest_is_refused_with_position_finding_and_expectation(string rest, int position, string finding)
    {
        const string Beginning = "Genotype(normal=[('none', 0), ('none', 1), ('none', 0), ('none', 2)], ";

        ShouldBeRefused(Beginning + rest, Beginning.Length + position, finding);
    }

    [Fact]
    public void Every_beginning_of_a_genotype_is_refused_at_its_end()
    {
        for (int length = 0; length < Small.Length; length++)
            Should.Throw<ArchitectureFormatException>(() => DartsGenotype.Parse(Small[..length])).Position.ShouldBeInRange(1, length + 1);
    }

    [Fact]
    public void A_changed_character_is_refused_or_gives_another_genotype_and_nothing_worse()
    {
        var random = new RandomStream(9, "test/typos");
        for (int i = 0; i < 5_000; i++)
        {
            int place = random.NextInt(Small.Length);
            string changed = $"{Small[..place]}{(char)(32 + random.NextInt(96))}{Small[(place + random.NextInt(2))..]}";
            try
            {
                DartsGenotype.Parse(DartsGenotype.Parse(changed).ToString()).ShouldNotBeNull();
            }
            catch (ArchitectureFormatException error)
            {
                error.Message.ShouldNotContain("\n");
                error.Position.ShouldBeInRange(1, changed.Length + 1);
            }
        }
    }

    [Fact]
    public void A_long_or_unprintable_name_is_shortened_to_one_line()
    {
        string text = $"Genotype(normal=[('\u0007{new string('x', 5_000)}', 0)";
        string message = Should.Throw<ArchitectureFormatException>(() => DartsGenotype.Parse(text)).Message;

        message.Length.ShouldBeLessThan(300);
        message.ShouldContain("'U+0007xxx");
    }

    [Fact]
    public void Genotypes_are_equal_when_every_pair_and_concatenation_is()
    {
        var genotype = DartsGenotype.Parse(Small);

        genotype.ShouldNotBe(genotype with { Normal = genotype.Reduce });
        genotype.ShouldNotBe(DartsGenotype.Parse(Small.Replace("[3, 2]", "[2, 3]", StringComparison.Ordinal)));
        genotype.ShouldNotBe(DartsGenotype.Parse(Small.Replace("dil_conv_5x5", "dil_conv_3x3", StringComparison.Ordinal)));
        (genotype.Normal == DartsGenotype.Parse(Small).Normal).ShouldBeTrue();
        (genotype.Normal != genotype.Reduce).ShouldBeTrue();
    }

    [Fact]
    public void The_reader_of_all_architectures_knows_genotypes_and_published_cells()
    {
        ArchitectureReader.Parse($"X = {Small}").ShouldBe(DartsGenotype.Parse(Small));
        foreach (PublishedCell cell in PublishedCells.All)
            ArchitectureReader.Parse(cell.Id).ShouldBe(cell.Genotype);
        string message = Should.Throw<ArchitectureFormatException>(() => ArchitectureReader.Parse("dartz")).Message;
        message.ShouldContain("'dartz' is no architecture");
        message.ShouldContain("darts, darts-v1, enas, amoebanet, nasnet, snas");
    }

    private static void ShouldBeRefused(string text, int position, string finding)
    {
        ArchitectureFormatException error = Should.Throw<ArchitectureFormatException>(() => DartsGenotype.Parse(text));

        error.Message.ShouldBe($"genotype, character {position}: {finding}");
        error.Position.ShouldBe(position);
    }
}
