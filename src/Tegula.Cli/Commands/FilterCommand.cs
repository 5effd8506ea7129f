using System.CommandLine;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Spaces;
using Tegula.Topology;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula filter</c>: centre and radius of a space's depths and widths, and what the filter keeps of the space or of a list.</summary>
internal static class FilterCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "filter",
            "Show which cells of a space the depth-width filter keeps",
            "tegula filter --space nas-bench-201",
            "tegula filter --space nas-bench-201 --fraction 0.25 --list",
            "tegula filter --space nas-bench-201 --depth 0.99,2.51 --width 0.99,3.01 --json");
        var space = SpaceOption.Create("Search space");
        var fraction = Limits.Fraction("--fraction", $"Fraction of the radius to keep around the centre (default {DepthWidthFilter.DefaultFraction})");
        var depth = Limits.Range("--depth", "Keep effective depths in this range instead");
        var width = Limits.Range("--width", "Keep effective widths in this range instead");
        var list = new Option<bool>("--list") { Description = "Print the cells kept, one a line, instead of the table" };
        foreach (var option in new Option[] { space, fraction, depth, width, list })
            command.Add(option);
        var files = new ArchitectureFiles().AddTo(command);
        var svg = new SvgOption().AddTo(command);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var file = svg.Read(result);
            var info = SpaceRegistry.Get(result.GetValue(space) ?? SpaceRegistry.All[0].Id);
            var filter = Filter(info, result.GetValue(fraction), result.GetValue(depth), result.GetValue(width));
            var mode = output.Read(result);
            var isListed = result.GetValue(list);
            if (isListed && files.Given(result) > 0)
                throw new UsageException("--list prints cells of the space, --file and --stdin those of a text; give one of them");
            var cells = isListed ? AllOf(info) : files.Given(result) > 0 ? files.Read(result, Parse) : null;
            var kept = cells?.Where(cell => filter.Keeps(cell)).Select(cell => cell.ToString()!).ToList();
            if (file is not null)
                SvgOption.Write(file, FilterView.Drawing(info, filter));
            if (mode.Json)
                CliJson.Print(FilterReport.Of(info, filter, kept));
            else if (kept is not null)
                kept.ForEach(Console.Out.WriteLine);
            else
                FilterView.Write(Console.Out, info, filter);
            return ExitCode.Done;

            IArchitecture Parse(string text) => info.Own is { } own ? own.Parse(text) : ArchitectureReader.Parse(text);
        });
        return command;
    }

    private static DepthWidthFilter Filter(SpaceInfo space, double? fraction, (double Min, double Max)? depth, (double Min, double Max)? width)
    {
        if (!DepthWidthFilter.IsDefinedOn(space.Connectivity))
            throw new UsageException($"no cell of {space.Id} has weights on a path, so that depth and width have no range");
        if (depth is null && width is null)
            return DepthWidthFilter.Of(space.Connectivity, fraction ?? DepthWidthFilter.DefaultFraction);
        if (fraction is not null)
            throw new UsageException("--fraction and --depth or --width are two ways to say what is kept; give one of them");
        var all = (Min: 0.0, Max: double.MaxValue);
        var (depths, widths) = (depth ?? all, width ?? all);
        return DepthWidthFilter.Of(space.Connectivity, new DepthWidthRegion(depths.Min, depths.Max, widths.Min, widths.Max));
    }

    private static IEnumerable<IArchitecture> AllOf(SpaceInfo space) =>
        space.Cells ?? throw new UsageException($"space '{space.Id}' is too large to list; give cells with --file or --stdin");
}
