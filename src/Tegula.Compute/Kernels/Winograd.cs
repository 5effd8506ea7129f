using Tegula.Compute.Graphs;

namespace Tegula.Compute.Kernels;

/// <summary>
/// Winograd's minimal filtering of 3x3 windows with stride 1 (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016): 16 products
/// in place of 36 for each tile of 2 x 2 positions and pair of channels. In one dimension, with d the four source values that a tile sees,
/// <code>
/// source        e = (d0 - d2, d1 + d2, d2 - d1, d3 - d1)
/// correlation   y = (m0 + m1 + m2, m1 - m2 + m3),         m = e * (w0, (w0 + w1 + w2) / 2, (w0 - w1 + w2) / 2, w2)
/// gradient      w = (m0 + m1 + m2, m1 - m2, m1 + m2 + m3), m = e * (g0, (g0 + g1) / 2, (g0 - g1) / 2, g1)
/// </code>
/// and in two dimensions the same along rows and columns. The results are those of the plain sums up to rounding, which is about twice theirs.
/// </summary>
internal static unsafe class Winograd
{
    /// <summary>Rows, and columns, of a tile of products.</summary>
    public const int Side = 4;

    /// <summary>Products of one tile and pair of channels.</summary>
    public const int Elements = Side * Side;

    /// <summary>Rows, and columns, of positions of one tile.</summary>
    public const int Step = 2;

    // With fewer channels turning tiles into products takes longer than it saves.
    private const int FewestChannels = 8;

    // Floats of all sources that are turned at a time: for the weights' gradient so many that a tile's sums are long, for the inputs' so few that all products
    // of a tile stay in a second-level cache.
    private const int WeightColumns = 512;
    private const int InputFloats = 98304;

    /// <summary>Whether a convolution's gradients can be, and are worth being, computed so.</summary>
    public static bool Fits(ConvolutionOperation convolution, Node source, Node node)
    {
        WindowGeometry walk = convolution.Geometry;
        return convolution.Groups == 1 && walk.Kernel == Extent.Square(3) && walk.Stride == Extent.Square(1) && walk.Dilation == Extent.Square(1)
            && walk.Padding is { Y: <= 2, X: <= 2 } && Math.Min(source.Shape.Channels, node.Shape.Channels) >= FewestChannels;
    }

    /// <summary>Tiles along one dimension of so many positions.</summary>
    public static int TilesAlong(int positions) => (positions + Step - 1) / Step;

    /// <summary>Tiles that are turned together for the gradient of the weights.</summary>
    public static int WeightTiles(int lanes) => Math.Max(1, WeightColumns / lanes);

    /// <summary>Tiles that are turned together for the gradient of the inputs.</summary>
    public static int InputTiles(int channels, int lanes) => Math.Max(1, InputFloats / (Elements * channels * lanes));

    /// <summary>Floats between two channels of turned tiles; the extra line keeps them from falling into the same cache sets.</summary>
    public static nint PlaneOf(int tiles, int lanes) => ((nint)tiles * lanes) + LaneKernels.LaneMultiple;

    /// <summary>Floats of <see cref="WinogradTask.Scratch"/> that the two gradients of a convolution need.</summary>
    public static nint ScratchLength(Node source, Node node, int lanes)
    {
        int channels = source.Shape.Channels + node.Shape.Channels;
        nint weights = Side * channels * PlaneOf(WeightTiles(lanes), lanes);
        nint inputs = Elements * channels * PlaneOf(InputTiles(channels, lanes), lanes);
        return Math.Max(weights, inputs) + lanes;
    }

    /// <summary>Weights for the way back to the input: to[element, input, output] from (output, input, tap), taps turned around.</summary>
    public static void TurnWeights(float* weights, int inputs, int outputs, float* to)
    {
        int pairs = inputs * outputs;
        double* rows = stackalloc double[Side * 3];
        double* turned = stackalloc double[Side];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++, weights += 9)
            {
                for (int x = 0; x < 3; x++) TurnThree(weights[8 - x], weights[5 - x], weights[2 - x], rows + x, 3);
                double* row = rows;
                for (int y = 0; y < Side; y++, row += 3)
                {
                    TurnThree(row[0], row[1], row[2], turned, 1);
                    for (int x = 0; x < Side; x++) to[((((nint)y * Side) + x) * pairs) + (i * outputs) + o] = (float)turned[x];
                }
            }
        }
    }

    /// <summary>The gradient of one weight's window, (tap), from its sums: sums[element * step], each without the halves.</summary>
    public static void GradientOf(float* sums, nint step, float* gradient)
    {
        double* rows = stackalloc double[3 * Side];
        nint row = Side * step;
        for (int x = 0; x < Side; x++, sums += step) BackToThree(sums[0], sums[row], sums[2 * row], sums[3 * row], rows + x, Side);
        double* taps = stackalloc double[3];
        for (int y = 0; y < 3; y++)
        {
            double* from = rows + (y * Side);
            BackToThree(from[0], from[1], from[2], from[3], taps, 1);
            for (int x = 0; x < 3; x++) gradient[(3 * y) + x] = (float)taps[x];
        }
    }

    private static void TurnThree(double first, double second, double third, double* to, int step)
    {
        to[0] = first;
        to[step] = (first + second + third) / 2;
        to[2 * step] = (first - second + third) / 2;
        to[3 * step] = third;
    }

    private static void BackToThree(double first, double second, double third, double fourth, double* to, int step)
    {
        second /= 2;
        third /= 2;
        to[0] = first + second + third;
        to[step] = second - third;
        to[2 * step] = second + third + fourth;
    }
}
