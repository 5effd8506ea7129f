using System.Globalization;
using Tegula.Architectures;
using Tegula.Dashboard.Figures;
using Tegula.Networks;
using Tegula.Topology;

namespace Tegula.Dashboard.Pages.Architecture;

/// <summary>What connectivity alone tells about an architecture, each quantity with a word on what it is.</summary>
internal static class TopologyFacts
{
    /// <summary>The rows: quantity, value, meaning; quantities that are not defined for the architecture are left out.</summary>
    public static IReadOnlyList<(string Name, string Value, string Meaning)> Of(IArchitecture architecture)
    {
        var topology = ArchitectureTopology.Of(architecture);
        var cost = ArchitectureCost.Of(architecture);
        (string Name, string? Value, string Meaning)[] rows =
        [
            ("paths", topology.Paths is { } paths ? Whole(paths.Paths) : "over 2^63", "ways from an input to the output"),
            ("depth", Whole(topology.Paths?.LongestPath), "most operations on such a way"),
            ("effective depth", Number(topology.Paths?.EffectiveDepth), "operations with weights on a way, on average: more are harder to train"),
            ("effective width", Number(topology.Paths?.EffectiveWidth), "ways with weights, divided by the effective depth: more train faster"),
            ("cell depth", Whole(topology.Shape?.Depth), "most edges on a way through the cell"),
            ("cell width", Number(topology.Shape?.Width) is { } width ? $"{width} c" : null, "nodes that read inputs of the cell, in units of its channels c"),
            ("density", Number(topology.Mass?.Density), "skip connections there are, divided by those there could be"),
            ("NN-Mass", Number(topology.Mass?.Mass), "density times neurons, summed over cells"),
            ("parameters", Whole(cost?.Whole.Parameters), cost?.Network ?? "trainable numbers"),
            ("MACs", Whole(cost?.Whole.Macs), "multiply-accumulate operations of that network for one image"),
            ("live parameters", Whole(cost?.Live?.Parameters), "those on a way from input to output"),
            ("live MACs", Whole(cost?.Live?.Macs), "those on a way from input to output"),
        ];
        return [.. rows.Where(row => row.Value is not null).Select(row => (row.Name, row.Value!, row.Meaning))];
    }

    private static string? Number(double? value) => value?.ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string? Whole(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture);
}
