using System.Xml.Linq;

namespace Tegula.Cli.Tests;

public sealed class FilterCommandTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    [Fact]
    public void Json_has_the_papers_centre_and_radius_of_NAS_Bench_201()
    {
        var report = Shell.Run("filter", "--space", "nas-bench-201", "--json").Json();

        report.GetProperty("centre").GetProperty("depth").GetDouble().ShouldBe(1.625);
        report.GetProperty("centre").GetProperty("width").GetDouble().ShouldBe(13 / 6.0, 1e-12);
        report.GetProperty("radius").GetProperty("depth").GetDouble().ShouldBe(0.6875);
        report.GetProperty("radius").GetProperty("width").GetDouble().ShouldBe(11 / 12.0, 1e-12);
        report.GetProperty("total").GetInt64().ShouldBe(15_625);
        report.TryGetProperty("architectures", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_bounds_of_the_reference_code_keep_8226()
    {
        var report = Shell.Run("filter", "--depth", "0.99,2.51", "--width", "0.99,3.01", "--json").Json();

        report.GetProperty("kept").GetInt64().ShouldBe(8_226);
    }

    [Fact]
    public void The_radius_in_json_is_already_times_the_fraction()
    {
        var whole = Shell.Run("filter", "--fraction", "1", "--json").Json().GetProperty("radius").GetProperty("depth").GetDouble();
        var quarter = Shell.Run("filter", "--fraction", "0.25", "--json").Json().GetProperty("radius").GetProperty("depth").GetDouble();

        (whole, quarter).ShouldBe((1.375, 1.375 / 4));
    }

    [Fact]
    public void A_list_holds_exactly_the_cells_kept_one_a_line_and_filtering_it_again_changes_nothing()
    {
        var kept = Shell.Run("filter", "--json").Json().GetProperty("kept").GetInt64();
        var list = Shell.Run("filter", "--list").Output;

        list.TrimEnd().Split('\n').Length.ShouldBe((int)kept);
        Shell.Run(list + Shell.DeadCell, ["filter", "--stdin"]).Output.ShouldBe(list);
    }

    [Fact]
    public void The_darts_space_is_counted_whole()
    {
        var report = Shell.Run("filter", "--space", "darts", "--json").Json();

        report.GetProperty("total").GetInt64().ShouldBe(1_037_664_180);
        report.GetProperty("kept").GetInt64().ShouldBeInRange(1, 1_037_664_179);
    }

    [Fact]
    public void People_read_a_table_and_the_share_that_is_kept()
    {
        var result = Shell.Run("filter");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("2.1667");
        result.Output.ShouldContain("of 15,625 cells are kept");
    }

    [Fact]
    public void The_drawing_is_a_file()
    {
        var file = folder.PathOf("filter.svg");
        Shell.Run("filter", "--svg", file).ExitCode.ShouldBe(0);

        XDocument.Load(file).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Theory]
    [InlineData("filter --fraction 0", "--fraction must be above 0 and at most 1", "'0'")]
    [InlineData("filter --fraction 1.5", "'1.5'")]
    [InlineData("filter --depth 3,1", "--depth must be two numbers", "'3,1'")]
    [InlineData("filter --depth 1", "--depth must be two numbers")]
    [InlineData("filter --depth 0,Infinity", "--depth must be two numbers")]
    [InlineData("filter --fraction 0.5 --width 1,2", "--fraction and --depth or --width")]
    [InlineData("filter --space drats", "--space 'drats' is not available")]
    [InlineData("filter --list --stdin", "give one of them")]
    [InlineData("filter --space darts --list", "too large to list")]
    [InlineData("filter --space nowhere", "nas-bench-201")]
    [InlineData("search --filter width", "--filter 'width' is not available", "depth-width[:FRACTION]")]
    [InlineData("search --filter depth-width:2", "above 0 and at most 1")]
    public void A_wrong_request_gets_one_clear_line(string args, params string[] words) => Shell.Run(args.Split(' ')).ShouldBeRefused(words);

    [Fact]
    public void In_front_of_a_search_it_reports_how_many_it_turned_away()
    {
        var report = Shell.Run(
            "search", "--filter", "depth-width:0.5", "--method", "random", "--steps", "20", "--repeats", "1", "--batch", "8", "--objective", "regions",
            "--json").Json();

        report.GetProperty("filtered").GetInt64().ShouldBePositive();
        var architecture = report.GetProperty("architecture").GetString()!;
        Shell.Run(architecture, ["filter", "--stdin"]).Output.TrimEnd().ShouldBe(architecture);
    }
}
