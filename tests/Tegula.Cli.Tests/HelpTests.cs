namespace Tegula.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("--help", "tegula search")]
    [InlineData("search --help", "--fidelity <reference|fast>")]
    [InlineData("score --help", "--sample <N>")]
    [InlineData("topology --help", "--model <NAME>")]
    [InlineData("filter --help", "--fraction <FRACTION>")]
    [InlineData("variants --help", "--kind <connections|operations|adapted>")]
    [InlineData("design --help", "--like <SPEC>")]
    [InlineData("kernel --help", "--rule <variance|exact>")]
    [InlineData("rank --help", "--resamples <N>")]
    [InlineData("analyse --help", "depth-width")]
    [InlineData("analyse exclusive --help", "--top <FRACTION>")]
    [InlineData("analyse case --help", "--edge <FROM-TO>")]
    [InlineData("analyse ablation --help", "--beside")]
    [InlineData("analyse radius --help", "--fractions <none|FRACTION[,...]>")]
    [InlineData("analyse depth-width --help", "--convolutions <N|any>")]
    [InlineData("trajectory --help", "--early <N>")]
    [InlineData("train --help", "--checkpoint-every <STEPS>")]
    [InlineData("export --help", "--format <onnx|pytorch|genotype>")]
    [InlineData("landscape --help", "--weights <FILE>")]
    [InlineData("isometry --help", "--simulate <mass|size>")]
    [InlineData("experiment --help", "--test-images <N>")]
    [InlineData("slurm --help", "cancel")]
    [InlineData("slurm status --help", "--folder <FOLDER>")]
    [InlineData("slurm cancel --help", "--job <ID>")]
    [InlineData("slurm logs --help", "--follow")]
    [InlineData("data --help", "verify")]
    [InlineData("data list --help", "--json")]
    [InlineData("data verify --help", "--table <FILE>")]
    [InlineData("ui --help", "--token <TEXT>")]
    [InlineData("study --help", "verify")]
    [InlineData("study list --help", "--study <FILE.db|postgres://...>")]
    [InlineData("study show --help", "--where <INDICATOR<NUMBER>")]
    [InlineData("study resume --help", "--data <DATA>")]
    [InlineData("study export --help", "--format <csv|jsonl>")]
    [InlineData("study import --help", "--as <NAME>")]
    [InlineData("study delete --help", "--name <NAME>")]
    [InlineData("study verify --help", "--recompute <N>")]
    [InlineData("space --help", "check")]
    [InlineData("space list --help", "--json")]
    [InlineData("space check --help", "<FILE>")]
    [InlineData("space schema --help", "--json")]
    public void Help_names_the_options_and_ends_with_an_example(string args, string mentioned)
    {
        var result = Shell.RunHere(args.Split(' '));
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        result.Output.ShouldContain(mentioned);
        result.Output.TrimEnd().Split('\n')[^1].ShouldStartWith("  tegula ");
    }

    [Fact]
    public void The_version_is_one_line_on_standard_output()
    {
        var result = Shell.Run("--version");
        result.ExitCode.ShouldBe(0);
        result.Output.TrimEnd().ShouldMatch(@"^\d+\.\d+\.\d+\S*$");
    }

    [Theory]
    [InlineData("search")]
    [InlineData("score")]
    [InlineData("kernel")]
    [InlineData("topology")]
    [InlineData("filter")]
    [InlineData("variants")]
    [InlineData("design")]
    [InlineData("rank")]
    [InlineData("analyse exclusive")]
    [InlineData("analyse case")]
    [InlineData("analyse ablation")]
    [InlineData("analyse radius")]
    [InlineData("analyse depth-width")]
    [InlineData("trajectory")]
    [InlineData("train")]
    [InlineData("export")]
    [InlineData("landscape")]
    [InlineData("isometry")]
    [InlineData("experiment")]
    [InlineData("slurm status")]
    [InlineData("slurm cancel")]
    [InlineData("slurm logs")]
    [InlineData("data list")]
    [InlineData("data verify")]
    [InlineData("ui")]
    [InlineData("study list")]
    [InlineData("study show")]
    [InlineData("study resume")]
    [InlineData("study export")]
    [InlineData("study import")]
    [InlineData("study delete")]
    [InlineData("study verify")]
    public void The_examples_of_a_command_parse(string command)
    {
        var lines = Shell.RunHere([.. command.Split(' '), "--help"]).Output.Split('\n');
        var examples = lines.SkipWhile(line => !line.StartsWith("Example", StringComparison.Ordinal)).Skip(1).Where(line => line.Length > 0).ToList();
        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            var args = example.Trim().Split(' ').Skip(1).Select(arg => arg.Trim('\''));
            var result = Shell.RunHere([.. args.Where(arg => arg is not "--json"), "--help"]);
            result.ExitCode.ShouldBe(0, result.Error);
        }
    }
}
