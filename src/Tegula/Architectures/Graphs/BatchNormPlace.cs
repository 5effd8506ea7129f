namespace Tegula.Architectures.Graphs;

/// <summary>Where a convolution has a batch norm with trainable scale and shift.</summary>
public enum BatchNormPlace
{
    /// <summary>Nowhere, or one without trainable numbers.</summary>
    None,

    /// <summary>In front of the convolution, over its input channels.</summary>
    Input,

    /// <summary>Behind the convolution, over its output channels.</summary>
    Output,
}
