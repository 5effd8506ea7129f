using FsCheck;
using FsCheck.Fluent;
using Tegula.Architectures;

namespace Tegula.Tests.Architectures;

public sealed class NasBench201CellParserTests
{
    private const string Good = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|";
    private const string Known = "none, skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3";

    [Theory]
    [InlineData("", 1, "found the end of the text, expected '|' to open node 1")]
    [InlineData(" |none~0|", 1, "found ' ', expected '|' to open node 1")]
    [InlineData("|", 2, "found the end of the text, expected an operation: one of " + Known)]
    [InlineData("||", 2, "found '|', expected an operation: one of " + Known)]
    [InlineData("|none", 6, "found the end of the text, expected '~' after the operation")]
    [InlineData("|none|", 6, "found '|', expected '~' after the operation")]
    [InlineData("|none~", 7, "found the end of the text, expected '0', the earlier node that edge 1 of node 1 reads")]
    [InlineData("|none~1|", 7, "found '1', expected '0', the earlier node that edge 1 of node 1 reads")]
    [InlineData("|none~00|", 7, "found '00', expected '0', the earlier node that edge 1 of node 1 reads")]
    [InlineData("|none~x|", 7, "found 'x', expected '0', the earlier node that edge 1 of node 1 reads")]
    [InlineData("|none~0", 8, "found the end of the text, expected '|' after the edge 0>1")]
    [InlineData("|none~0+", 8, "found '+', expected '|' after the edge 0>1")]
    [InlineData("|none~0|", 9, "found the end of the text, expected '+' and then node 2")]
    [InlineData("|none~0|none~1|", 9, "found 'n', expected '+' and then node 2")]
    [InlineData("|none~0|+none~0|", 10, "found 'n', expected '|' to open node 2")]
    [InlineData("|none~0|+|none~0|+|", 18, "found '+', expected an operation: one of " + Known)]
    [InlineData("|none~0|+|none~0|none~1|", 25, "found the end of the text, expected '+' and then node 3")]
    [InlineData("|none~0|+|none~0|none~0|", 23, "found '0', expected '1', the earlier node that edge 2 of node 2 reads")]
    [InlineData(Good + "+|none~0|", 80, "found '+', expected the end of the text: a cell has 3 groups, with 1, 2 and 3 edges")]
    [InlineData(Good + "\n", 80, "found 'U+000A', expected the end of the text: a cell has 3 groups, with 1, 2 and 3 edges")]
    [InlineData("|NONE~0|", 2, "found 'NONE', expected an operation: one of " + Known + "; the nearest is none")]
    [InlineData("|nor_conv_3x2~0|", 2, "found 'nor_conv_3x2', expected an operation: one of " + Known + "; the nearest is nor_conv_3x3")]
    [InlineData("|max_pool_3x3~0|", 2, "found 'max_pool_3x3', expected an operation: one of " + Known + "; the nearest is avg_pool_3x3")]
    [InlineData("|skipconnect~0|", 2, "found 'skipconnect', expected an operation: one of " + Known + "; the nearest is skip_connect")]
    [InlineData("😀", 1, "found 'U+1F600', expected '|' to open node 1")]
    public void A_malformed_text_is_refused_with_position_finding_and_expectation(string text, int position, string finding)
    {
        ArchitectureFormatException error = Should.Throw<ArchitectureFormatException>(() => NasBench201Cell.Parse(text));

        error.Position.ShouldBe(position);
        error.Message.ShouldBe($"NAS-Bench-201 arch string, character {position}: {finding}");
        NasBench201Cell.TryParse(text, out NasBench201Cell? cell).ShouldBeFalse();
        cell.ShouldBeNull();
    }

    [Fact]
    public void A_long_or_unprintable_name_is_shortened_to_one_line()
    {
        string message = Should.Throw<ArchitectureFormatException>(() => NasBench201Cell.Parse($"|\u0007{new string('x', 5_000)}~0|")).Message;

        message.Length.ShouldBeLessThan(300);
        message.ShouldContain("'U+0007xxx");
        message.ShouldContain("...'");
    }

    [Fact]
    public void Null_is_refused()
    {
        Should.Throw<ArgumentNullException>(() => NasBench201Cell.Parse(null!));
        NasBench201Cell.TryParse(null, out _).ShouldBeFalse();
    }

    [Fact]
    public void Printing_and_parsing_random_cells_gives_them_back()
    {
        Gen<NasBench201Operation[]> operations = Gen.Elements(Enum.GetValues<NasBench201Operation>()).ArrayOf(6);
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
            Prop.ForAll(operations.ToArbitrary(), six => NasBench201Cell.Parse(new NasBench201Cell(six).ToString()).Operations.SequenceEqual(six)));
    }

    [Fact]
    public void Any_text_parses_exactly_when_it_is_the_text_of_a_cell_and_otherwise_gives_a_one_line_error()
    {
        HashSet<string> good = [.. AllCells.InPlainOrder().Select(cell => cell.ToString())];
        Config runs = Config.QuickThrowOnFailure.WithMaxTest(5_000).WithQuietOnSuccess(true);

        Check.One(runs, Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text => IsHandled(text, good)));
        Check.One(runs, Prop.ForAll(Pieces().ToArbitrary(), text => IsHandled(text, good)));
        Check.One(runs, Prop.ForAll(DamagedCells(good.First(), good.Last()).ToArbitrary(), text => IsHandled(text, good)));
    }

    private static bool IsHandled(string text, HashSet<string> good)
    {
        try
        {
            return NasBench201Cell.Parse(text).ToString() == text && good.Contains(text);
        }
        catch (ArchitectureFormatException error)
        {
            return !good.Contains(text) && error.Position >= 1 && error.Position <= text.Length + 1 && !error.Message.Any(char.IsControl);
        }
    }

    /// <summary>Random sequences of the pieces of which arch strings are made.</summary>
    private static Gen<string> Pieces() =>
        Gen.Elements("|", "+", "~", "0", "1", "2", "~0|", "~1|", "~2|", "|+|", " ", "\ud800", "none", "skip_connect", "nor_conv_1x1", "|none~0|")
            .ListOf().Select(pieces => string.Concat(pieces));

    /// <summary>Arch strings with one character replaced, inserted or removed.</summary>
    private static Gen<string> DamagedCells(params string[] cells) =>
        from cell in Gen.Elements(cells)
        from at in Gen.Choose(0, cell.Length - 1)
        from character in Gen.Elements('|', '+', '~', '0', '1', '2', '3', 'n', ' ', '\0', '\r', '\udc00', 'é')
        from kind in Gen.Choose(0, 2)
        select kind switch
        {
            0 => cell[..at] + character + cell[(at + 1)..],
            1 => cell.Insert(at, character.ToString()),
            _ => cell.Remove(at, 1),
        };
}
