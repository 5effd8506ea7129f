namespace Tegula.Training;

/// <summary>
/// Stochastic gradient descent: with d = gradient + decay w, the velocity becomes momentum v + d, and the weights move by -rate times the velocity, or
/// under Nesterov's rule by -rate (d + momentum v) with the new v. The velocity starts at 0.
/// </summary>
public sealed class SgdOptimizer
{
    private readonly float _momentum;
    private readonly float _decay;
    private readonly bool _nesterov;
    private readonly float[] _velocity;

    /// <summary>An optimiser at rest.</summary>
    /// <param name="length">Number of weights.</param>
    /// <param name="options">Momentum, its rule, and weight decay.</param>
    public SgdOptimizer(int length, TrainingOptions options)
    {
        _momentum = (float)options.Momentum;
        _decay = (float)options.WeightDecay;
        _nesterov = options.Nesterov;
        _velocity = new float[length];
    }

    /// <summary>Moves the weights by one step.</summary>
    /// <param name="weights">Changed in place.</param>
    /// <param name="gradient">One value per weight.</param>
    /// <param name="rate">Learning rate of this step.</param>
    /// <exception cref="ArgumentException">A length is another than the optimiser's.</exception>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradient, double rate)
    {
        if (weights.Length != _velocity.Length || gradient.Length != _velocity.Length)
            throw new ArgumentException($"the optimiser moves {_velocity.Length} weights, {weights.Length} weights and {gradient.Length} gradients were given");
        var step = (float)rate;
        for (int i = 0; i < weights.Length; i++)
        {
            float direction = gradient[i] + (_decay * weights[i]);
            float velocity = _velocity[i] = (_momentum * _velocity[i]) + direction;
            weights[i] -= step * (_nesterov ? direction + (_momentum * velocity) : velocity);
        }
    }
}
