using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Twins;

/// <summary>Pools and their gradients by plain loops; padding is not counted.</summary>
internal static class ScalarPools
{
    public static Tensor Average(Tensor input, WindowGeometry walk)
    {
        var output = new Tensor(new TensorShape(input.Shape.Channels, walk.Output.Y, walk.Output.X), input.Batch);
        Dictionary<Extent, int> sizes = Sizes(walk);
        foreach ((_, Extent to, Extent from) in ScalarWindow.Taps(walk))
        {
            for (int c = 0; c < input.Shape.Channels; c++)
            {
                for (int n = 0; n < input.Batch; n++) output[c, to.Y, to.X, n] += input[c, from.Y, from.X, n] / sizes[to];
            }
        }

        return output;
    }

    public static void AverageBackward(WindowGeometry walk, Tensor cotangent, Tensor inputGradient)
    {
        Dictionary<Extent, int> sizes = Sizes(walk);
        foreach ((_, Extent to, Extent from) in ScalarWindow.Taps(walk))
        {
            for (int c = 0; c < cotangent.Shape.Channels; c++)
            {
                for (int n = 0; n < cotangent.Batch; n++) inputGradient[c, from.Y, from.X, n] += cotangent[c, to.Y, to.X, n] / sizes[to];
            }
        }
    }

    public static Tensor Max(Tensor input, WindowGeometry walk)
    {
        var output = new Tensor(new TensorShape(input.Shape.Channels, walk.Output.Y, walk.Output.X), input.Batch);
        output.ForEach((c, y, x, n) => output[c, y, x, n] = Winner(input, walk, c, new Extent(y, x), n) is var from ? input[c, from.Y, from.X, n] : 0);
        return output;
    }

    public static void MaxBackward(Tensor input, WindowGeometry walk, Tensor cotangent, Tensor inputGradient) => cotangent.ForEach((c, y, x, n) =>
    {
        Extent from = Winner(input, walk, c, new Extent(y, x), n);
        inputGradient[c, from.Y, from.X, n] += cotangent[c, y, x, n];
    });

    private static Dictionary<Extent, int> Sizes(WindowGeometry walk) =>
        ScalarWindow.Taps(walk).GroupBy(tap => tap.To).ToDictionary(window => window.Key, window => window.Count());

    // The largest value's position, the first in row order among equals.
    private static Extent Winner(Tensor input, WindowGeometry walk, int c, Extent to, int n)
    {
        var winner = new Extent(-1, -1);
        for (int ky = 0; ky < walk.Kernel.Y; ky++)
        {
            for (int kx = 0; kx < walk.Kernel.X; kx++)
            {
                var from = new Extent((to.Y * walk.Stride.Y) + ky - walk.Padding.Y, (to.X * walk.Stride.X) + kx - walk.Padding.X);
                if (from.Y < 0 || from.Y >= walk.Input.Y || from.X < 0 || from.X >= walk.Input.X) continue;
                if (winner.Y < 0 || input[c, from.Y, from.X, n] > input[c, winner.Y, winner.X, n]) winner = from;
            }
        }

        return winner;
    }
}
