namespace Tegula.Architectures.Custom;

/// <summary>What stands between two stages of a network around a cell: each halves rows and columns.</summary>
public enum ReductionKind
{
    /// <summary>
    /// <c>residual-block</c>: two times ReLU, 3x3 convolution and batch norm, the first with stride 2, beside a 2x2 average pool and a 1x1 convolution.
    /// NAS-Bench-201's.
    /// </summary>
    ResidualBlock,

    /// <summary><c>pool</c>: 2x2 average pool, 1x1 convolution, batch norm.</summary>
    Pool,

    /// <summary><c>convolution</c>: ReLU, 3x3 convolution with stride 2, batch norm.</summary>
    Convolution,
}
