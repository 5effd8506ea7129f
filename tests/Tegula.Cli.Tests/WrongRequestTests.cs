namespace Tegula.Cli.Tests;

/// <summary>Every wrong request gets one clear line and exit code 2, never a stack trace.</summary>
public sealed class WrongRequestTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Theory]
    [InlineData("serch", "unknown command 'serch'", "did you mean 'search'", "search, score, topology")]
    [InlineData("plot", "unknown command 'plot'", "available are search, score, topology, filter")]
    [InlineData("data verfy synthetic", "unknown command 'verfy'", "did you mean 'verify'")]
    [InlineData("data", "a command is missing after 'tegula data'", "list, verify")]
    [InlineData("search --stpes 3", "unknown option '--stpes'", "did you mean '--steps'")]
    [InlineData("search --help --bogus", "unknown option '--bogus'", "tegula search --help")]
    [InlineData("score --jsn x", "unknown option '--jsn'", "did you mean '--json'")]
    [InlineData("search extra", "unexpected 'extra' after 'tegula search'")]
    [InlineData("search --steps", "option '--steps' needs a value")]
    [InlineData("search --steps 3 --steps 4", "option '--steps' is given 2 times")]
    [InlineData("search --steps 0", "--steps must be a whole number of at least 1, not '0'")]
    [InlineData("search --steps -5", "--steps", "'-5'")]
    [InlineData("search --steps many", "--steps", "'many'")]
    [InlineData("search --steps 99999999999", "--steps", "'99999999999'")]
    [InlineData("search --repeats 0", "--repeats must be a whole number of at least 1, not '0'")]
    [InlineData("search --batch 1", "--batch must be a whole number of at least 2, not '1'")]
    [InlineData("search --threads 0", "--threads must be a whole number of at least 1")]
    [InlineData("search --seed -1", "--seed must be a whole number from 0", "'-1'")]
    [InlineData("search --method anneal", "--method 'anneal' is not available; available are random, evolution, reinforce")]
    [InlineData("search --method random,anneal", "--method 'anneal' is not available")]
    [InlineData("search --method random,random", "--method 'random,random' names a method twice")]
    [InlineData("search --space imagenet", "--space 'imagenet' is not available; available are nas-bench-201, darts")]
    [InlineData("search --objective accuracy", "--objective 'accuracy' is not available", "kappa, regions, mse")]
    [InlineData("search --objective kappa,kappa", "--objective 'kappa,kappa' names kappa twice")]
    [InlineData("search --objective kappa:up", "--objective 'kappa:up' must end with :low or :high")]
    [InlineData("search --objective params --method prune", "method prune scores supernets, which have no params")]
    [InlineData("search --method exhaustive --space darts", "space darts is too large for method exhaustive", "random")]
    [InlineData("search --method pareto --objective kappa", "method pareto weighs two or three indicators", "not 1")]
    [InlineData("search --method random --patience 5", "method random has no entropy or diversity", "evolution, reinforce")]
    [InlineData("search --patience 0", "--patience must be a whole number of at least 1, not '0'")]
    [InlineData("search --seconds 0", "--seconds must be a number of seconds above 0", "'0'")]
    [InlineData("search --draws 0", "--draws must be a whole number of at least 1, not '0'")]
    [InlineData("search --max-params 100", "no network of nas-bench-201 has at most 100 parameters; the smallest has 73306")]
    [InlineData("search --max-macs 1k", "no network of nas-bench-201 needs at most 1000 MACs; the smallest needs 7783040")]
    [InlineData("search --space darts --max-params 1k", "no network of darts has at most 1000 parameters; the smallest has")]
    [InlineData("search --max-params 80k --filter depth-width", "no network of nas-bench-201 is within the budget and kept by the depth-width filter")]
    [InlineData("search --filter depth-width:0.01", "the depth-width filter at a fraction of 0.01 keeps none of the 15625 cells", "widen it")]
    [InlineData("search --curve regret.svg", "--curve draws what the table says", "--table FILE")]
    [InlineData("search --space darts --table x.csv", "--table holds cells of nas-bench-201", "leave it out")]
    [InlineData("search --fidelity exact", "--fidelity 'exact' is not available; available are reference, fast")]
    [InlineData("search --data cifra10:x", "cifra10", "cifar10:")]
    [InlineData("search --data cifar10", "cifar10", "DIR-or-FILE")]
    [InlineData("search --data seg20", "seg20", "these are features", "images")]
    [InlineData("score --sample 3 --data seg20", "seg20", "these are features", "images")]
    [InlineData("score", "there is nothing to score", "--stdin", "--table FILE")]
    [InlineData("score --sample 3 --stdin", "--sample draws from a table")]
    [InlineData("score --sample 20000", "--sample 20000 is more than the 15625 architectures of nas-bench-201")]
    [InlineData("score --sample 3 --indicators kapa", "--indicators 'kapa' is not available", "teg, default, sum:A+B, log:A+B, kappa")]
    [InlineData("score --sample 3 --indicators log:kapa", "--indicators: combination 'log:kapa': 'kapa' is no indicator")]
    [InlineData("score --sample 3 --indicators teg,kappa,teg", "names teg twice")]
    [InlineData("score --space darts --table missing.csv", "missing.csv")]
    [InlineData("score --sample 3 --reference-size 0", "--reference-size must be a whole number of at least 1")]
    [InlineData("score --sample 3 --indicators sum:macs --reference-size 20000", "--reference-size 20000 is more than the 15625 architectures")]
    [InlineData("score --sample 3 --reference x.json", "a reference sample ranks combinations", "add default or teg")]
    [InlineData("score --sample 3 --indicators sum:macs --reference missing-folder/x.json", "the folder 'missing-folder' does not exist")]
    [InlineData("search --objective log:kapa", "--objective: combination 'log:kapa': 'kapa' is no indicator")]
    [InlineData("search --objective default,kappa", "--objective: default stands alone")]
    [InlineData("search --objective default --method prune", "method prune scores supernets, which have no")]
    [InlineData("rank", "name a table of trained architectures with --table FILE")]
    [InlineData("rank --table x.csv --indicators kapa", "--indicators 'kapa' is not available; available are teg, default, sum:A+B, log:A+B, kappa")]
    [InlineData("rank --table x.csv --indicators kappa,kappa", "--indicators 'kappa,kappa' names kappa twice")]
    [InlineData("rank --table x.csv --indicators log:naswot+kapa", "--indicators: combination 'log:naswot+kapa'", "'kapa' is no indicator")]
    [InlineData("rank --table x.csv --indicators params --indicators macs", "option '--indicators' is given 2 times; give it once")]
    [InlineData("rank --table x.csv --column a --column b", "option '--column' is given 2 times; give it once")]
    [InlineData("rank --table x.csv --k 0", "--k must be a whole number of at least 1, not '0'")]
    [InlineData("rank --table x.csv --resamples none", "--resamples must be a whole number of at least 1, not 'none'")]
    [InlineData("rank --table x.csv --column a,,b", "--column 'a,,b' must name columns")]
    [InlineData("rank --table x.csv --sample 20 --scores y.json", "--sample draws what is to be measured; leave it out with --scores")]
    [InlineData("rank --table x.csv --csv missing/rank.csv", "--csv 'missing/rank.csv': the folder 'missing' does not exist")]
    [InlineData("trajectory --space imagenet", "--space 'imagenet' is not available")]
    [InlineData("trajectory --steps 2", "--steps must be a whole number of at least 3")]
    [InlineData("trajectory --steps 20 --late 20", "spawned at steps 2 and 20 of 20", "both before the end")]
    [InlineData("trajectory --steps 20 --early 9 --late 9", "spawned at steps 9 and 9 of 20", "the early step comes first")]
    [InlineData("trajectory --indicators kapa", "--indicators 'kapa' is not available")]
    [InlineData("trajectory --space darts --indicators trained-acuracy", "'trained-acuracy' is not available")]
    [InlineData("trajectory --svg missing-folder/x.svg", "the folder 'missing-folder' does not exist")]
    [InlineData("data verify", "there is nothing to verify")]
    [InlineData("data verify nonsense", "nonsense")]
    public void The_request_itself_is_wrong(string args, params string[] words) => Shell.RunHere(args.Split(' ')).ShouldBeRefused(words);

    [Fact]
    public void No_command_at_all() => Shell.Run().ShouldBeRefused("a command is missing after 'tegula'", "search, score, topology");

    [Theory]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|", "character")]
    [InlineData("|nor_conv_5x5~0|+|none~0|none~1|+|none~0|none~1|none~2|", "nor_conv_5x5")]
    [InlineData("|none~1|+|none~0|none~1|+|none~0|none~1|none~2|", "character")]
    [InlineData("nonsense", "character 1")]
    public void An_arch_string_is_malformed(string arch, params string[] words) => Shell.Run("score", Shell.GoodCell, arch).ShouldBeRefused(words);

    [Fact]
    public void A_line_of_standard_input_is_malformed() =>
        Shell.Run($"{Shell.GoodCell}\n\nnonsense\n", ["score", "--stdin"]).ShouldBeRefused("standard input, line 3", "character 1");

    [Fact]
    public void Standard_input_is_empty() => Shell.Run("\n", ["score", "--stdin"]).ShouldBeRefused("standard input holds no cell");

    [Fact]
    public void Cells_come_from_two_places() => Shell.Run("", ["score", "--stdin", Shell.GoodCell]).ShouldBeRefused("several sources");

    [Fact]
    public void A_data_file_is_missing() => Search(folder.PathOf("missing.bin")).ShouldBeRefused("missing.bin");

    [Fact]
    public void A_data_file_is_empty() => Search(folder.Write("empty.bin", [])).ShouldBeRefused("empty.bin", "empty");

    [Fact]
    public void A_data_file_is_cut_off() => Search(folder.Write("cut.bin", TemporaryFolder.CifarBytes(100)[..^1000])).ShouldBeRefused("cut.bin", "3,073");

    [Fact]
    public void A_gzip_file_is_damaged()
    {
        var packed = TemporaryFolder.Gzip(TemporaryFolder.CifarBytes(100));
        packed.AsSpan(packed.Length / 2, 64).Fill(0xAA);
        Search(folder.Write("damaged.bin.gz", packed)).ShouldBeRefused("damaged.bin.gz");
        Search(folder.Write("cut.bin.gz", TemporaryFolder.Gzip(TemporaryFolder.CifarBytes(100))[..5000])).ShouldBeRefused("cut.bin.gz");
    }

    [Fact]
    public void The_batch_is_larger_than_the_data() =>
        Shell.Run("search", "--data", $"cifar10:{folder.WriteCifar("small.bin", 40)}", "--batch", "64").ShouldBeRefused("64", "40");

    [Fact]
    public void The_table_is_missing() => Shell.Run("search", "--table", folder.PathOf("missing.csv")).ShouldBeRefused("missing.csv");

    [Fact]
    public void The_table_lacks_a_column() =>
        Shell.Run("search", "--table", folder.Write("bad.csv", $"arch,c10_test_200\n{Shell.GoodCell},90\n")).ShouldBeRefused("bad.csv", "c100_test_200");

    [Fact]
    public void The_sample_is_larger_than_the_table() =>
        Shell.Run("score", "--sample", "3", "--table", folder.Write("one.csv", Tables.OneRow)).ShouldBeRefused("--sample 3 is more than the 1 cells");

    [Fact]
    public void Verify_names_what_is_wrong_with_a_file()
    {
        var result = Shell.Run("data", "verify", $"cifar10:{folder.Write("wrong.bin", new byte[100])}", "--json");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("wrong.bin");
        var found = result.Json().GetProperty("datasets")[0];
        found.GetProperty("ok").GetBoolean().ShouldBeFalse();
        found.GetProperty("problems").GetArrayLength().ShouldBe(1);
    }

    private static ShellResult Search(string file) => Shell.Run("search", "--data", $"cifar10:{file}", "--steps", "4");
}
