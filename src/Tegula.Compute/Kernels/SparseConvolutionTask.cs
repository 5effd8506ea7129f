namespace Tegula.Compute.Kernels;

/// <summary>
/// Backward pass of one input channel of a convolution for one sample and a block of cotangents, over the input's active positions. Tensors are
/// (channel, row, column, cotangent).
/// </summary>
internal unsafe struct SparseConvolutionTask
{
    /// <summary>The active positions, and how many there are.</summary>
    public ActivePosition* Positions;

    /// <summary>Number of active positions.</summary>
    public int Count;

    /// <summary>Padded cotangent of the first output channel.</summary>
    public float* Cotangent;

    /// <summary>Cotangent of the input channel, added to; null when nothing below needs it.</summary>
    public float* Input;

    /// <summary>Whether the first terms replace what the input's cotangent held; for positions that are all active.</summary>
    public bool Replaces;

    /// <summary>Weights, each repeated over one vector, at the first term.</summary>
    public float* Weights;

    /// <summary>Jacobian rows of the weights, (weight, cotangent), at the first term; added to.</summary>
    public float* Jacobian;

    /// <summary>Cotangents of one block.</summary>
    public int Block;
}
