using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;

namespace Tegula.Isometry.Internals;

/// <summary>The derivatives of the activations of all layers, taken while a forward pass runs.</summary>
internal sealed class CapturedDerivatives
{
    private readonly ILookup<int, Place> _places;
    private readonly Dictionary<(JacobianLayer Layer, bool Behind), double[]> _derivatives = [];
    private readonly int _batch;
    private float[] _values = [];

    /// <summary>Prepares for layers of a graph.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="batch">Samples of the pass.</param>
    public CapturedDerivatives(Graph graph, IEnumerable<JacobianLayer> layers, int batch)
    {
        _batch = batch;
        var places = new List<Place>();
        foreach (JacobianLayer layer in layers)
        {
            if (layer.ActivationBehind is { } behind)
                places.Add(new(layer, true, behind, [.. layer.Positions.Select(position => (position.Y * layer.Node.Shape.Width) + position.X)]));
            if (layer.ActivationInFront is { } inFront)
                places.Add(new(layer, false, inFront, [.. layer.Positions.SelectMany(layer.PixelsOf)]));
        }

        _places = places.ToLookup(place => graph.Nodes[place.Activation.Inputs[0]].Index);
    }

    /// <summary>Takes what a node that was computed last has to give.</summary>
    public void Take(ForwardPass pass, Node node)
    {
        if (!_places.Contains(node.Index)) return;
        int length = node.Shape.Length * _batch;
        if (_values.Length < length) _values = new float[length];
        pass.ReadValue(node, _values.AsSpan(0, length));
        foreach (Place place in _places[node.Index])
        {
            var derivatives = new double[node.Shape.Channels * place.Pixels.Length * _batch];
            int i = 0;
            for (int channel = 0; channel < node.Shape.Channels; channel++)
            {
                foreach (int pixel in place.Pixels)
                {
                    for (int sample = 0; sample < _batch; sample++, i++)
                    {
                        derivatives[i] = pixel < 0
                            ? 0
                            : Derivative(place.Activation.Operation, _values[(((channel * node.Shape.Pixels) + pixel) * _batch) + sample]);
                    }
                }
            }

            _derivatives[(place.Layer, place.Behind)] = derivatives;
        }
    }

    /// <summary>The derivative of the activation behind a layer.</summary>
    public double Behind(JacobianLayer layer, int channel, int position, int sample) =>
        _derivatives[(layer, true)][(((channel * layer.Positions.Length) + position) * _batch) + sample];

    /// <summary>The derivative of the activation in front of a layer at a tap of a window; 0 outside of the image.</summary>
    public double InFront(JacobianLayer layer, int channel, int position, int tap, int sample)
    {
        int taps = layer.Weights.Geometry.Taps;
        return _derivatives[(layer, false)][(((((channel * layer.Positions.Length) + position) * taps) + tap) * _batch) + sample];
    }

    /// <summary>The derivative of an activation at an input; from the left where it has a kink.</summary>
    private static double Derivative(Operation activation, float input) => activation switch
    {
        ReluOperation => input > 0 ? 1 : 0,
        Relu6Operation => input is > 0 and < 6 ? 1 : 0,
        EluOperation => input > 0 ? 1 : DeterministicMath.Exp(input),
        _ => throw new ArgumentException($"{activation.GetType().Name} is no activation", nameof(activation)),
    };

    private sealed record Place(JacobianLayer Layer, bool Behind, Node Activation, int[] Pixels);
}
