using System.Text.Json.Serialization;
using Tegula.Architectures;
using Tegula.Networks;
using Tegula.Topology;

namespace Tegula.Cli.Output;

/// <summary>A cell pair with its depth, width and cost.</summary>
/// <param name="Genotype">The genotype as Python prints it.</param>
/// <param name="CellDepth">Depth of the normal cell; absent when no path leads to its output.</param>
/// <param name="CellWidth">Width of the normal cell in units of c; absent when no path leads to its output.</param>
/// <param name="UnusedNodes">Nodes of the normal cell that its output does not depend on; absent when there are none.</param>
/// <param name="Params">Parameters of the CIFAR-10 network of 20 cells with C = 36.</param>
/// <param name="Macs">Its multiply-accumulate operations for one image.</param>
internal sealed record VariantJson(
    string Genotype,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? CellDepth,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? CellWidth,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<int>? UnusedNodes,
    long Params,
    long Macs)
{
    /// <summary>Measures a cell pair.</summary>
    public static VariantJson Of(DartsGenotype genotype)
    {
        var shape = CellShape.Of(genotype.ToGraph());
        var unused = genotype.Normal.UnusedNodes;
        var cost = NetworkCost.Of(genotype, DartsSkeleton.Cifar10);
        return new(genotype.ToString(), shape?.Depth, shape?.Width, unused.IsEmpty ? null : [.. unused], cost.Parameters, cost.Macs);
    }
}
