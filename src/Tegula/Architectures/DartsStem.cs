namespace Tegula.Architectures;

/// <summary>What stands in front of the first cell of a DARTS network.</summary>
public enum DartsStem
{
    /// <summary>A 3x3 convolution with batch norm at full resolution; both inputs of the first cell are its output.</summary>
    Cifar,

    /// <summary>
    /// Two parts for the two inputs: 3x3 convolutions with stride 2 to C/2 and C channels, then, after a ReLU, one more with stride 2; each with batch
    /// norm. The image is an eighth as high and wide in front of the cells.
    /// </summary>
    ImageNet,
}
