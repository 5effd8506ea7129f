using System.Collections.Immutable;

namespace Tegula.Isometry;

/// <summary>Layerwise dynamical isometry of a network with given weights: how far each layer is from keeping the length of what passes it.</summary>
/// <param name="Layers">All weight layers in the network's order, the classifier last; at least one.</param>
public sealed record NetworkIsometry(ImmutableArray<LayerIsometry> Layers)
{
    /// <summary>Mean over the layers of their mean singular values; higher is better where it is compared (001_20c8c2cd2fe38226.txt Sec. 4.2).</summary>
    public double MeanSingularValue => Layers.Average(layer => layer.MeanSingularValue);

    /// <summary>
    /// The same without the first layer and the last, whose sizes the image and the classes decide; of all layers where there are no others.
    /// </summary>
    public double InnerMeanSingularValue => Inner.Average(layer => layer.MeanSingularValue);

    /// <summary>Mean over the layers of their mean deviations from 1, at least 0; 0 is isometry.</summary>
    public double MeanDeviation => Layers.Average(layer => layer.MeanDeviation);

    /// <summary>Whether all figures are finite; weights or activations that overflow give others.</summary>
    public bool IsFinite => double.IsFinite(MeanSingularValue);

    private IEnumerable<LayerIsometry> Inner => Layers.Length > 2 ? Layers.Take(1..^1) : Layers;
}
