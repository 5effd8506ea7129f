namespace Tegula.Architectures;

/// <summary>
/// The five operations of a NAS-Bench-201 edge, in the order in which the benchmark lists them. Every operation keeps the shape
/// (channels, height, width) of its input.
/// </summary>
/// <remarks>Source: 003_fe8fa0e5c804e1de.txt, Sec. 5.3. The text names are in <see cref="NasBench201Operations"/>.</remarks>
public enum NasBench201Operation
{
    /// <summary><c>none</c>: the edge carries zeros, that is, it is cut.</summary>
    None,

    /// <summary><c>skip_connect</c>: the identity.</summary>
    SkipConnect,

    /// <summary><c>nor_conv_1x1</c>: ReLU, 1x1 convolution without bias, batch normalisation.</summary>
    NorConv1x1,

    /// <summary><c>nor_conv_3x3</c>: ReLU, 3x3 convolution with padding 1 and without bias, batch normalisation.</summary>
    NorConv3x3,

    /// <summary><c>avg_pool_3x3</c>: 3x3 average with stride 1 and padding 1; the padding is not counted.</summary>
    AvgPool3x3,
}
