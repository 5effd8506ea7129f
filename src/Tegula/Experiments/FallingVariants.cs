using System.Collections.Immutable;
using Tegula.Architectures;
using Tegula.Spaces;
using Tegula.Topology;

namespace Tegula.Experiments;

/// <summary>A cell and variants of it with random connections, ever narrower and deeper (002_18e5d33089871091.txt, Fig. 2 and Table 2).</summary>
internal static class FallingVariants
{
    /// <summary>Width of the narrowest variant of the DARTS cell in Table 2. A chain of nodes is narrower still, and has half of the parameters.</summary>
    private const double NarrowestInPaper = 2;

    private const int Drawn = 2_000;

    /// <summary>The original first, then the variants from the widest to the narrowest.</summary>
    /// <param name="original">The cell pair.</param>
    /// <param name="count">How many variants.</param>
    /// <param name="seed">Seed of their connections.</param>
    /// <exception cref="ExperimentException">There are not as many widths below the original's.</exception>
    public static ImmutableArray<NamedCell> Of(PublishedCell original, int count, ulong seed)
    {
        CellShape shape = ShapeOf(original.Genotype);
        IGrouping<double, NamedCell>[] widths = [.. Widths(original, seed).Where(width => width.Key < shape.Width && width.Key >= NarrowestInPaper)];
        if (widths.Length < count)
        {
            throw new ExperimentException(
                $"{original.Id} has variants of {widths.Length} widths below its own and at least {NarrowestInPaper}c; ask for at most as many");
        }

        // As many widths as asked for, evenly spread from the widest to the narrowest.
        IEnumerable<int> places = Enumerable.Range(0, count).Select(index => count == 1 ? widths.Length - 1 : index * (widths.Length - 1) / (count - 1));
        return
        [
            new NamedCell(original.Id, original.Genotype, shape),
            .. places.Select((place, index) => Deepest(widths[place]) with { Id = $"variant {index + 1}" }),
        ];
    }

    /// <summary>The narrowest connections that a variant can have: a chain.</summary>
    /// <param name="original">The cell pair.</param>
    /// <param name="seed">Seed of the connections.</param>
    public static NamedCell Narrowest(PublishedCell original, ulong seed) => Deepest(Widths(original, seed)[^1]) with { Id = "narrowest" };

    // Variants by the width of their normal cell, the widest first.
    private static IGrouping<double, NamedCell>[] Widths(PublishedCell original, ulong seed) =>
    [
        .. Enumerable.Range(0, Drawn)
            .Select(index => CellVariants.RandomConnections(original.Genotype, seed, index))
            .Where(variant => variant.Normal.UnusedNodes.IsEmpty && variant.Reduce.UnusedNodes.IsEmpty)
            .Select(variant => new NamedCell("", variant, ShapeOf(variant)))
            .GroupBy(variant => variant.Shape.Width)
            .OrderByDescending(group => group.Key),
    ];

    // Of equals the first that was drawn.
    private static NamedCell Deepest(IEnumerable<NamedCell> variants) => variants.MaxBy(variant => variant.Shape.Depth)!;

    private static CellShape ShapeOf(DartsGenotype genotype) => CellShape.Of(genotype.ToGraph())!;
}
