using Tegula.Architectures;
using Tegula.Compute;

namespace Tegula.Tests.Architectures;

/// <summary>Supernets drawn without the library's spaces.</summary>
internal static class RandomSupernets
{
    /// <summary>NAS-Bench-201 supernets whose edges each have one of the 31 sets of operations.</summary>
    public static IEnumerable<NasBench201Supernet> Draw(int count, ulong seed)
    {
        var random = new RandomStream(seed, "test/supernets");
        for (int i = 0; i < count; i++)
            yield return new(Enumerable.Range(0, 6).Select(_ => Subset(Enum.GetValues<NasBench201Operation>(), 1, random)).ToArray());
    }

    /// <summary>DARTS supernets with two or more edges into each node.</summary>
    public static IEnumerable<DartsSupernet> DrawDarts(int count, ulong seed)
    {
        var random = new RandomStream(seed, "test/darts-supernets");
        for (int i = 0; i < count; i++)
            yield return new(DrawCell(random), DrawCell(random));
    }

    /// <summary>The cells that a NAS-Bench-201 supernet contains.</summary>
    public static IEnumerable<NasBench201Cell> CellsOf(NasBench201Supernet supernet) =>
        from a in supernet.Operations[0]
        from b in supernet.Operations[1]
        from c in supernet.Operations[2]
        from d in supernet.Operations[3]
        from e in supernet.Operations[4]
        from f in supernet.Operations[5]
        select new NasBench201Cell(a, b, c, d, e, f);

    /// <summary>The cells that a cell of a DARTS supernet contains: two edges into each node, one operation on each.</summary>
    public static IEnumerable<DartsCell> CellsOf(DartsSupernetCell cell)
    {
        IEnumerable<IEnumerable<DartsEdge>> partial = [[]];
        for (int target = 2; target < 6; target++)
        {
            DartsSupernetEdge[] edges = [.. cell.Edges.Where(edge => edge.Target == target)];
            DartsEdge[][] pairs =
            [
                .. from second in Enumerable.Range(0, edges.Length)
                   from first in Enumerable.Range(0, second)
                   from one in edges[first].Operations
                   from other in edges[second].Operations
                   select (DartsEdge[])[new(one, edges[first].Source), new(other, edges[second].Source)],
            ];
            partial = partial.SelectMany(earlier => pairs.Select(earlier.Concat));
        }

        return partial.Select(edges => new DartsCell(edges, [2, 3, 4, 5]));
    }

    /// <summary>A random cell that a cell of a DARTS supernet contains.</summary>
    public static DartsCell CellIn(DartsSupernetCell cell, RandomStream random)
    {
        var edges = new List<DartsEdge>();
        for (int target = 2; target < 6; target++)
        {
            DartsSupernetEdge[] all = [.. cell.Edges.Where(edge => edge.Target == target)];
            random.Shuffle<DartsSupernetEdge>(all);
            edges.AddRange(all[..2].Select(edge => new DartsEdge(edge.Operations[random.NextInt(edge.Operations.Length)], edge.Source)));
        }

        return new(edges, [2, 3, 4, 5]);
    }

    private static DartsSupernetCell DrawCell(RandomStream random) => new(
        from target in Enumerable.Range(2, 4)
        from source in Subset([.. Enumerable.Range(0, target)], 2, random)
        select new DartsSupernetEdge(target, source, Subset([.. DartsOperations.Candidates], 1, random)));

    private static T[] Subset<T>(T[] all, int least, RandomStream random)
    {
        T[] order = [.. all];
        random.Shuffle<T>(order);
        return order[..(least + random.NextInt(order.Length - least + 1))];
    }
}
