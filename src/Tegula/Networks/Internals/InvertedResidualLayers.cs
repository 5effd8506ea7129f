namespace Tegula.Networks.Internals;

/// <summary>The convolutions of MobileNet-v2's block.</summary>
internal static class InvertedResidualLayers
{
    /// <summary>
    /// 1x1 convolution to the hidden channels, 3x3 depthwise convolution, 1x1 convolution; a batch norm behind each, a ReLU6 behind the first two.
    /// </summary>
    /// <param name="layers">Where it goes.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="name">Prefix of its parameters.</param>
    /// <param name="hidden">Channels inside.</param>
    /// <param name="output">Channels behind it.</param>
    /// <param name="stride">Stride of the depthwise convolution.</param>
    /// <param name="expands">False where the first convolution is left out; the hidden channels are then those of the source.</param>
    public static int Append(ImageLayers layers, int source, string name, int hidden, int output, int stride, bool expands = true)
    {
        int expanded = expands ? layers.Graph.Relu6(layers.Normalised(source, name + ".expand", hidden, 1)) : source;
        int filtered = layers.Graph.Relu6(layers.Normalised(expanded, name + ".depthwise", hidden, 3, stride, groups: hidden));
        return layers.Normalised(filtered, name + ".project", output, 1);
    }
}
