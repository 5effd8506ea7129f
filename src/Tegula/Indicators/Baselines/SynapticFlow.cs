namespace Tegula.Indicators.Baselines;

/// <summary>The flow from a constant image through the magnitudes of the weights to the outputs, without batch norm and biases.</summary>
/// <param name="Flows">Per weight tensor: the sum over its weights of |weight| times derivative of the sum of the outputs.</param>
/// <param name="LogScale">Natural logarithm of the factor by which the flows were scaled to stay within single precision.</param>
public sealed record SynapticFlow(IReadOnlyList<double> Flows, double LogScale);
