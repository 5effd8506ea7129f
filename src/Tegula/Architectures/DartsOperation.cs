namespace Tegula.Architectures;

/// <summary>
/// The operations of a DARTS cell: the eight candidates of the space in the order in which DARTS lists them, then two more that the published NASNet
/// and AmoebaNet cells use. With stride 1 each keeps the shape (channels, height, width); on the inputs of a reduction cell it has stride 2.
/// </summary>
/// <remarks>The text names are in <see cref="DartsOperations"/>. Every convolution is without bias; every batch norm has scale and shift.</remarks>
public enum DartsOperation
{
    /// <summary><c>none</c>: zeros, that is, the edge is cut. A candidate while searching; a genotype rarely holds one.</summary>
    None,

    /// <summary><c>max_pool_3x3</c>: 3x3 maximum, padding 1.</summary>
    MaxPool3x3,

    /// <summary><c>avg_pool_3x3</c>: 3x3 average, padding 1; the padding is not counted.</summary>
    AvgPool3x3,

    /// <summary><c>skip_connect</c>: the identity; with stride 2, ReLU, two 1x1 convolutions on alternating pixels side by side, batch norm.</summary>
    SkipConnect,

    /// <summary><c>sep_conv_3x3</c>: twice ReLU, 3x3 depthwise and 1x1 convolution, batch norm; only the first of the two has the stride.</summary>
    SepConv3x3,

    /// <summary><c>sep_conv_5x5</c>: the same with 5x5.</summary>
    SepConv5x5,

    /// <summary><c>dil_conv_3x3</c>: ReLU, 3x3 depthwise convolution with dilation 2, 1x1 convolution, batch norm.</summary>
    DilConv3x3,

    /// <summary><c>dil_conv_5x5</c>: the same with 5x5.</summary>
    DilConv5x5,

    /// <summary><c>sep_conv_7x7</c>: as <see cref="SepConv3x3"/> with 7x7.</summary>
    SepConv7x7,

    /// <summary><c>conv_7x1_1x7</c>: ReLU, 1x7 convolution with the stride across columns, 7x1 convolution with the stride across rows, batch norm.</summary>
    Conv7x1x1x7,
}
