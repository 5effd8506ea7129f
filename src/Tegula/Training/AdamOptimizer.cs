using System.Numerics;

namespace Tegula.Training;

/// <summary>
/// Adam: with d = gradient + decay w, the moments are m = m + (1 - beta1) (d - m) and v = beta2 v + (1 - beta2) d^2, both from 0, and at step t the weights
/// move by -rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
/// </summary>
/// <remarks>Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, Algorithm 1, with the decay in the gradient.</remarks>
public sealed class AdamOptimizer : IOptimizer
{
    private readonly TrainingOptions _options;
    private readonly float[] _mean;
    private readonly float[] _square;
    private double _meanPower = 1;
    private double _squarePower = 1;

    /// <summary>An optimiser at rest.</summary>
    /// <param name="length">Number of weights.</param>
    /// <param name="options">Betas, epsilon and weight decay.</param>
    public AdamOptimizer(int length, TrainingOptions options)
    {
        _options = options;
        _mean = new float[length];
        _square = new float[length];
        Memory = [_mean, _square];
    }

    /// <inheritdoc/>
    public int Steps { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Memory { get; }

    /// <inheritdoc/>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradient, double rate)
    {
        if (weights.Length != _mean.Length || gradient.Length != _mean.Length)
            throw new ArgumentException($"the optimiser moves {_mean.Length} weights, {weights.Length} weights and {gradient.Length} gradients were given");
        CountStep();
        var decay = (float)_options.WeightDecay;
        var newMean = (float)(1 - _options.Beta1);
        var keptSquare = (float)_options.Beta2;
        var newSquare = (float)(1 - _options.Beta2);
        var root = (float)Math.Sqrt(1 - _squarePower);
        var epsilon = (float)_options.Epsilon;
        var step = (float)(rate / (1 - _meanPower));

        // Every operation is rounded by itself, so vectors of any width and the rest behind them give the same bits.
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var weight = new Vector<float>(weights[i..]);
            Vector<float> direction = new Vector<float>(gradient[i..]) + (weight * decay);
            var mean = new Vector<float>(_mean, i);
            mean += (direction - mean) * newMean;
            Vector<float> square = (new Vector<float>(_square, i) * keptSquare) + (direction * direction * newSquare);
            mean.CopyTo(_mean, i);
            square.CopyTo(_square, i);
            (weight - (mean / ((Vector.SquareRoot(square) / new Vector<float>(root)) + new Vector<float>(epsilon)) * step)).CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            float direction = gradient[i] + (weights[i] * decay);
            float mean = _mean[i] += (direction - _mean[i]) * newMean;
            float square = _square[i] = (_square[i] * keptSquare) + (direction * direction * newSquare);
            weights[i] -= mean / ((MathF.Sqrt(square) / root) + epsilon) * step;
        }
    }

    /// <inheritdoc/>
    public void Restore(int steps, IReadOnlyList<float[]> memory)
    {
        Optimizers.RequireMemory(memory, Memory.Count, _mean.Length);
        for (int i = 0; i < memory.Count; i++) memory[i].CopyTo(Memory[i].AsSpan());
        (Steps, _meanPower, _squarePower) = (0, 1, 1);
        while (Steps < steps) CountStep();
    }

    private void CountStep()
    {
        Steps++;
        _meanPower *= _options.Beta1;
        _squarePower *= _options.Beta2;
    }
}
