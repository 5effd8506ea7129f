using System.Collections.Immutable;
using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Networks.Internals;

/// <summary>
/// The network of a <see cref="DenseNetCnn"/>. In the depthwise-separable variant a ReLU stops at 6 behind the first two convolutions of a block, and none
/// stands behind the third, as in the blocks of MobileNet-v2 that it takes. Source: 001_20c8c2cd2fe38226.txt, App. E, F, G.2 and H.8.
/// </summary>
internal sealed class DenseNetCnnNetwork
{
    private readonly DenseNetCnn _model;
    private readonly ImageLayers _layers;

    private DenseNetCnnNetwork(DenseNetCnn model, TensorShape image)
    {
        _model = model;
        _layers = new ImageLayers(image);
    }

    /// <summary>Builds it.</summary>
    public static Graph Build(DenseNetCnn model, TensorShape image) => new DenseNetCnnNetwork(model, image).Build();

    private Graph Build()
    {
        GraphBuilder graph = _layers.Graph;
        int last = graph.Input;
        for (int cell = 0; cell < _model.Widths.Length; cell++)
        {
            int width = _model.Widths[cell];
            var outputs = new List<int>(_model.CellDepth);
            for (int layer = 0; layer < _model.CellDepth; layer++)
            {
                ImmutableArray<int> drawn = ConcatenationLinks.Draw(_model.Seed, cell, layer, width, _model.SkipCandidates[cell]);
                outputs.Add(Layer(layer == 0 ? last : graph.Joined(outputs, width, drawn), cell, layer));
            }

            last = outputs[^1];
        }

        return _layers.Classify(_model.IsSeparable ? last : _layers.Activated(last, "last.bn"), _model.Classes);
    }

    private int Layer(int source, int cell, int layer)
    {
        string name = $"cell{cell}.layer{layer}";
        (int width, int stride) = (_model.Widths[cell], cell > 0 && layer == 0 ? 2 : 1);
        if (_model.IsSeparable) return InvertedResidualLayers.Append(_layers, source, name, _model.Expansion * width, width, stride);
        return source == _layers.Graph.Input
            ? _layers.Convolution(source, name + ".conv", width, 3)
            : _layers.PreActivated(source, name, width, 3, stride);
    }
}
