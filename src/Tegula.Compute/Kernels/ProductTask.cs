namespace Tegula.Compute.Kernels;

/// <summary>A product of two matrices: target[r, j] (+)= start[r] + sum over k of left[r, k] * right[k, j].</summary>
internal unsafe struct ProductTask
{
    /// <summary>The first matrix; its entries are broadcast.</summary>
    public float* Left;

    /// <summary>Floats between two rows of the left.</summary>
    public nint LeftRow;

    /// <summary>Floats between two neighbours in a row of the left; unless 1, the left is packed first.</summary>
    public nint LeftStep;

    /// <summary>The second matrix, whose rows are contiguous.</summary>
    public float* Right;

    /// <summary>Floats between two rows of the right.</summary>
    public nint RightRow;

    /// <summary>The result, whose rows are contiguous.</summary>
    public float* Target;

    /// <summary>Floats between two rows of the target.</summary>
    public nint TargetRow;

    /// <summary>One starting value per row; null for zeros.</summary>
    public float* Start;

    /// <summary>Room for <see cref="LaneKernels.PackedLength"/> floats; used where <see cref="LeftStep"/> is not 1.</summary>
    public float* Packed;

    /// <summary>Rows of left and target.</summary>
    public int Rows;

    /// <summary>Columns of the left and rows of the right, at least 1.</summary>
    public int Inner;

    /// <summary>Columns of right and target: a multiple of <see cref="LaneKernels.LaneMultiple"/>.</summary>
    public nint Columns;

    /// <summary>Whether the target is added to instead of written.</summary>
    public bool Accumulate;
}
