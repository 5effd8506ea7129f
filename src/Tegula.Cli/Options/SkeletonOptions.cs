using System.CommandLine;
using Tegula.Networks;

namespace Tegula.Cli.Options;

/// <summary>The network in which the parameters and MACs of a cell are counted.</summary>
internal sealed class SkeletonOptions
{
    private readonly Option<string?> _skeleton = Limits.OneOf(
        [.. MacroSkeleton.All.Select(skeleton => skeleton.Id)],
        "--skeleton",
        $"Network around a cell whose parameters and MACs are counted (default {MacroSkeleton.All[0].Id}, or what an own space asks for)");

    private readonly Option<int?> _channels = Limits.AtLeast(
        1, "--channels", "Channels C of that network (default 16 for NAS-Bench-201; 36, or 48 for imagenet, for DARTS; an own space says it)");

    private readonly Option<int?> _cells = Limits.AtLeast(
        1, "--cells", "Cells of each of its three stages (NAS-Bench-201, default 5; own spaces) or of all of it (DARTS, default 20 or 14)");

    /// <summary>Adds the options to a command.</summary>
    public SkeletonOptions AddTo(Command command)
    {
        foreach (var option in new Option[] { _skeleton, _channels, _cells })
            command.Add(option);
        return this;
    }

    /// <summary>Reads them.</summary>
    public MacroSkeleton Read(ParseResult result)
    {
        var skeleton = result.GetValue(_skeleton) is { } id ? MacroSkeleton.All.First(one => one.Id == id) : MacroSkeleton.Default;
        return skeleton.With(result.GetValue(_channels), result.GetValue(_cells));
    }
}
