namespace Tegula.Indicators.Baselines;

/// <summary>
/// Preserved gradient flow: minus the sum over all weights of weight times (Hessian of the loss times gradient); any number, higher is better (GraSP, Wang
/// et al., ICLR 2020; summed over a network by Abdelfattah et al., ICLR 2021, reference 3 of 003_fe8fa0e5c804e1de.txt).
/// </summary>
/// <remarks>
/// The Hessian is symmetric, so the sum is gradient times (Hessian times weights), and that product is a central difference of the gradient along the
/// weights themselves while the rectifiers keep their states, as the Hessian has it. Weights in front of a batch norm contribute exactly their
/// squared gradient: the loss does not see their scale.
/// </remarks>
public sealed class Grasp : INetworkIndicator
{
    /// <summary>Id on the command line.</summary>
    public const string Id = "grasp";

    /// <inheritdoc/>
    string INetworkIndicator.Id => Id;

    /// <inheritdoc/>
    public NetworkViews Views => NetworkViews.Gradient | NetworkViews.ScaledGradients;

    /// <inheritdoc/>
    public (double Value, IndicatorStatus Status) Of(NetworkObservation observation)
    {
        double total = 0;
        foreach (var tensor in observation.WeightTensors)
        {
            ReadOnlySpan<float> gradient = observation.Gradient!.Of(tensor);
            ReadOnlySpan<float> larger = observation.LargerGradient!.Of(tensor);
            ReadOnlySpan<float> smaller = observation.SmallerGradient!.Of(tensor);
            for (int i = 0; i < gradient.Length; i++) total += gradient[i] * ((double)larger[i] - smaller[i]);
        }

        return (-total / (2 * NetworkObservation.RelativeStep), IndicatorStatus.Ok);
    }
}
