using Tegula.Compute.Graphs;
using Tegula.Compute.Kernels;

namespace Tegula.Compute.Plans;

/// <summary>
/// A convolution as products of matrices, without a window to walk: a linear layer, whose window covers the whole input, or one of 1 x 1 with stride 1.
/// Its input is cut into slabs, each a matrix of (input of the layer, column), and the layer's output is the sum of the slabs' products.
/// </summary>
/// <param name="Slabs">Matrices: one, or each channel of an image that a linear layer reads.</param>
/// <param name="SlabStride">Floats between two slabs.</param>
/// <param name="Rows">Rows of one slab: the weights of one output that meet it.</param>
/// <param name="RowStride">Floats between two rows.</param>
/// <param name="Columns">Floats of one row: the lanes of all positions of the output.</param>
internal readonly record struct MatrixView(int Slabs, nint SlabStride, int Rows, nint RowStride, nint Columns)
{
    /// <summary>Weights of one output.</summary>
    public int Inputs => Slabs * Rows;

    /// <summary><see cref="Rows"/> up to a whole line.</summary>
    public int PaddedRows => LaneKernels.LanesFor(Rows);

    /// <summary>The view of a convolution; null where it has to walk.</summary>
    public static MatrixView? Of(ConvolutionOperation convolution, Node source, ForwardPlan plan)
    {
        WindowGeometry walk = convolution.Geometry;
        if (convolution.Groups != 1 || walk.Padding != Extent.Square(0)) return null;
        nint plane = plan.PlaneOf(source);
        if (walk.Kernel == Extent.Square(1) && walk.Stride == Extent.Square(1))
            return new MatrixView(1, 0, source.Shape.Channels, plane, (nint)source.Shape.Pixels * plan.Lanes);
        return walk.Kernel == walk.Input && walk.Dilation == Extent.Square(1)
            ? new MatrixView(source.Shape.Channels, plane, source.Shape.Pixels, plan.Lanes, plan.Lanes)
            : null;
    }
}
