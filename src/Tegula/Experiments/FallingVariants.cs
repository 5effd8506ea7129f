using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Spaces;
using Tegula.Topology;

namespace Tegula.Experiments;

/// <summary>A cell and variants of it with random connections, ever narrower and deeper (002_18e5d33089871091.txt, Fig. 2 and Table 2).</summary>
internal static class FallingVariants
{
    private const int Drawn = 2_000;

    /// <summary>The original first, then the variants from the widest to the narrowest.</summary>
    /// <param name="original">The cell pair.</param>
    /// <param name="count">How many variants.</param>
    /// <param name="seed">Seed of their connections.</param>
    /// <exception cref="ExperimentException">There are not as many widths below the original's.</exception>
    public static ImmutableArray<NamedCell> Of(PublishedCell original, int count, ulong seed)
    {
        CellShape shape = ShapeOf(original.Genotype);
        var widths = Enumerable.Range(0, Drawn)
            .Select(index => CellVariants.RandomConnections(original.Genotype, seed, index))
            .Where(variant => variant.Normal.UnusedNodes.IsEmpty && variant.Reduce.UnusedNodes.IsEmpty)
            .Select(variant => (Genotype: variant, Shape: ShapeOf(variant)))
            .Where(variant => variant.Shape.Width < shape.Width)
            .GroupBy(variant => variant.Shape.Width)
            .OrderByDescending(group => group.Key)
            .ToArray();
        if (widths.Length < count)
            throw new ExperimentException($"{original.Id} has variants of {widths.Length} widths below its own; ask for at most as many");

        // As many widths as asked for, evenly spread from the widest to the narrowest; of each the deepest that was drawn, the first of equals.
        IEnumerable<int> places = Enumerable.Range(0, count).Select(index => count == 1 ? widths.Length - 1 : index * (widths.Length - 1) / (count - 1));
        return
        [
            new NamedCell(original.Id, original.Genotype, shape),
            .. places.Select((place, index) =>
            {
                (DartsGenotype genotype, CellShape own) = widths[place].MaxBy(variant => variant.Shape.Depth);
                return new NamedCell($"variant {index + 1}", genotype, own);
            }),
        ];
    }

    private static CellShape ShapeOf(DartsGenotype genotype) => CellShape.Of(genotype.ToGraph())!;
}
