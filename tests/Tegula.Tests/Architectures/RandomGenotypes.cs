using Tegula.Architectures;
using Tegula.Compute;

namespace Tegula.Tests.Architectures;

/// <summary>Genotypes of any form: one to six nodes, any operation, any earlier source, any concatenation.</summary>
internal static class RandomGenotypes
{
    public static DartsGenotype Draw(RandomStream random)
    {
        DartsCell normal = DrawCell(random);
        return new(normal, DrawCell(random));
    }

    public static DartsCell DrawCell(RandomStream random)
    {
        int nodes = 1 + random.NextInt(6);
        var edges = new DartsEdge[2 * nodes];
        for (int edge = 0; edge < edges.Length; edge++)
            edges[edge] = new((DartsOperation)random.NextInt(10), random.NextInt(2 + (edge / 2)));
        int[] order = [.. Enumerable.Range(2, nodes)];
        random.Shuffle<int>(order);
        return new(edges, order[..(1 + random.NextInt(nodes))]);
    }
}
