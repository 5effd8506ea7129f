namespace Tegula.Architectures.Internals;

/// <summary>
/// Sizes of the second classifier of a DARTS network: average pool, 1x1 convolution, 2x2 convolution over all that is left, linear. Source: DARTS (ICLR 2019).
/// </summary>
/// <param name="Stem">CIFAR pools with stride 3 and has a batch norm behind both convolutions, ImageNet with stride 2 and behind the first only.</param>
internal readonly record struct AuxiliaryHeadShape(DartsStem Stem)
{
    /// <summary>Rows and columns of the pool's window.</summary>
    public const int Pool = 5;

    /// <summary>Rows and columns of the second convolution, and of what the pool leaves.</summary>
    public const int Kernel = 2;

    /// <summary>Channels of the first convolution.</summary>
    public const int Channels = 128;

    /// <summary>Channels of the second convolution.</summary>
    public const int Features = 768;

    /// <summary>Stride of the pool.</summary>
    public int Stride => Stem == DartsStem.ImageNet ? 2 : 3;

    /// <summary>True when a batch norm stands behind the second convolution.</summary>
    public bool NormalizesFeatures => Stem == DartsStem.Cifar;

    /// <summary>Checks that the pool leaves as many rows (or columns) as the second convolution reads.</summary>
    /// <param name="size">Rows or columns of the cell in front of it.</param>
    /// <exception cref="ArgumentException">It does not; the message says which sizes would do.</exception>
    public void Require(int size)
    {
        if (size < Pool || ((size - Pool) / Stride) + 1 != Kernel)
            throw new ArgumentException($"the auxiliary head reads {size} rows and columns; it needs {Pool + Stride} to {Pool + (2 * Stride) - 1}");
    }
}
