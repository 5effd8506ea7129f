using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Twins;

/// <summary>Random window walks that fit their input.</summary>
internal static class RandomWindows
{
    public static WindowGeometry Next(RandomStream random)
    {
        while (true)
        {
            Extent Pair(int least, int count) => new(least + random.NextInt(count), least + random.NextInt(count));
            var walk = new WindowGeometry(Pair(1, 9), Pair(1, 5), Pair(1, 3), Pair(0, 4), Pair(1, 3));
            if (walk.Output is { Y: > 0, X: > 0 }) return walk;
        }
    }
}
