using Tegula.Compute;

namespace Tegula.Training;

/// <summary>A learning rate that falls from its initial value to 0 along half a cosine, step by step.</summary>
/// <param name="initial">Rate of step 0.</param>
/// <param name="steps">Steps of the whole training, at least 1.</param>
public sealed class CosineSchedule(double initial, int steps) : ILearningRateSchedule
{
    /// <summary>Rate of a step: initial (1 + cos(pi step / steps)) / 2.</summary>
    /// <param name="step">From 0 to steps; there the rate would be 0.</param>
    public double RateAt(int step) => 0.5 * initial * (1 + DeterministicMath.Cos(Math.PI * step / steps));
}
