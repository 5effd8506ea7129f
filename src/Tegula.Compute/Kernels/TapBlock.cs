namespace Tegula.Compute.Kernels;

/// <summary>
/// The positions of some rows at which one tap of a window lies inside the input: where they begin in source and cotangent, and their steps in floats.
/// </summary>
internal unsafe struct TapBlock
{
    /// <summary>First position in the first input channel.</summary>
    public float* Source;

    /// <summary>First position in the first output channel.</summary>
    public float* Cotangent;

    /// <summary>Rows.</summary>
    public int Rows;

    /// <summary>Columns.</summary>
    public int Columns;

    /// <summary>Floats from one row's source to the next.</summary>
    public nint SourceRow;

    /// <summary>Floats from one column's source to the next.</summary>
    public nint SourceColumn;

    /// <summary>Floats from one row's cotangent to the next.</summary>
    public nint CotangentRow;

    /// <summary>Floats from one column's cotangent to the next.</summary>
    public nint CotangentColumn;
}
