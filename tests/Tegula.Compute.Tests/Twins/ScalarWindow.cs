using Tegula.Compute.Graphs;

namespace Tegula.Compute.Tests.Twins;

/// <summary>The walk of a window, position by position.</summary>
internal static class ScalarWindow
{
    /// <summary>Every (tap, output position, input position) whose input lies inside, by output position and then tap in row order.</summary>
    public static IEnumerable<(int Tap, Extent To, Extent From)> Taps(WindowGeometry walk)
    {
        for (int y = 0; y < walk.Output.Y; y++)
        {
            for (int x = 0; x < walk.Output.X; x++)
            {
                for (int ky = 0; ky < walk.Kernel.Y; ky++)
                {
                    for (int kx = 0; kx < walk.Kernel.X; kx++)
                    {
                        int fromY = (y * walk.Stride.Y) + (ky * walk.Dilation.Y) - walk.Padding.Y;
                        int fromX = (x * walk.Stride.X) + (kx * walk.Dilation.X) - walk.Padding.X;
                        if (fromY >= 0 && fromY < walk.Input.Y && fromX >= 0 && fromX < walk.Input.X)
                            yield return ((ky * walk.Kernel.X) + kx, new Extent(y, x), new Extent(fromY, fromX));
                    }
                }
            }
        }
    }
}
