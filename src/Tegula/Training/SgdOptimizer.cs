using System.Numerics;
using System.Runtime.InteropServices;

namespace Tegula.Training;

/// <summary>
/// Stochastic gradient descent: with d = gradient + decay w, the velocity becomes momentum v + d, and the weights move by -rate times the velocity, or
/// under Nesterov's rule by -rate (d + momentum v) with the new v. The velocity starts at 0.
/// </summary>
public sealed class SgdOptimizer : IOptimizer
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
        Memory = [_velocity];
    }

    /// <inheritdoc/>
    public int Steps { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Memory { get; }

    /// <inheritdoc/>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradient, double rate)
    {
        if (weights.Length != _velocity.Length || gradient.Length != _velocity.Length)
            throw new ArgumentException($"the optimiser moves {_velocity.Length} weights, {weights.Length} weights and {gradient.Length} gradients were given");
        Steps++;
        int whole = weights.Length - (weights.Length % Vector<float>.Count);
        StepVectors(weights[..whole], gradient[..whole], (float)rate);
        var step = (float)rate;
        for (int i = whole; i < weights.Length; i++)
        {
            float direction = gradient[i] + (_decay * weights[i]);
            float velocity = _velocity[i] = (_momentum * _velocity[i]) + direction;
            weights[i] -= step * (_nesterov ? direction + (_momentum * velocity) : velocity);
        }
    }

    /// <inheritdoc/>
    public void Restore(int steps, IReadOnlyList<float[]> memory)
    {
        Optimizers.RequireMemory(memory, Memory.Count, _velocity.Length);
        Steps = steps;
        memory[0].CopyTo(_velocity.AsSpan());
    }

    // Rounded after each operation like the plain loop, so the bits do not depend on the vectors' width.
    private void StepVectors(Span<float> weights, ReadOnlySpan<float> gradient, float rate)
    {
        var momentum = new Vector<float>(_momentum);
        var decay = new Vector<float>(_decay);
        var step = new Vector<float>(rate);
        Span<Vector<float>> weight = MemoryMarshal.Cast<float, Vector<float>>(weights);
        ReadOnlySpan<Vector<float>> slope = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        Span<Vector<float>> velocities = MemoryMarshal.Cast<float, Vector<float>>(_velocity.AsSpan(0, weights.Length));
        for (int i = 0; i < weight.Length; i++)
        {
            Vector<float> direction = slope[i] + (decay * weight[i]);
            Vector<float> velocity = velocities[i] = (momentum * velocities[i]) + direction;
            weight[i] -= step * (_nesterov ? direction + (momentum * velocity) : velocity);
        }
    }
}
