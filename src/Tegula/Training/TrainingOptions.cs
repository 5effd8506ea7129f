namespace Tegula.Training;

/// <summary>How a network is trained: stochastic gradient descent with momentum and weight decay, the rate falling along a cosine.</summary>
/// <remarks>
/// Defaults are the recipe of NAS-Bench-201 (Nesterov momentum 0.9, weight decay 5e-4 on every parameter, rate 0.1 falling to 0) but for the batch:
/// the benchmark takes 256 of 25,000 images or more, about 100 steps an epoch at least; with a few thousand images 64 leaves some 50.
/// </remarks>
public sealed record TrainingOptions
{
    /// <summary>Passes over the images, at least 1. The papers' truncated training takes 1 (003_fe8fa0e5c804e1de.txt Sec. 5.2 and 5.3).</summary>
    public int Epochs { get; init => field = AtLeast(1, value, nameof(Epochs)); } = 1;

    /// <summary>
    /// Images of one step, at least 2: batch norms take their statistics from them. What is left of an epoch after the last whole batch is not used.
    /// </summary>
    public int BatchSize { get; init => field = AtLeast(2, value, nameof(BatchSize)); } = 64;

    /// <summary>Rate of the first step, above 0.</summary>
    public double LearningRate { get; init => field = Within(value, value > 0, nameof(LearningRate), "above 0"); } = 0.1;

    /// <summary>Part of the last step that the next one keeps, from 0 to below 1.</summary>
    public double Momentum { get; init => field = Within(value, value is >= 0 and < 1, nameof(Momentum), "from 0 to below 1"); } = 0.9;

    /// <summary>Whether the gradient is followed ahead of the momentum's step (Nesterov).</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Factor of the weights in their own gradient, at least 0.</summary>
    public double WeightDecay { get; init => field = Within(value, value >= 0, nameof(WeightDecay), "at least 0"); } = 5e-4;

    /// <summary>Seed of the order of the images.</summary>
    public ulong Seed { get; init; }

    /// <summary>Number of the repeat, at least 0; different repeats shuffle independently.</summary>
    public int Repeat { get; init => field = AtLeast(0, value, nameof(Repeat)); }

    private static int AtLeast(int least, int value, string name) =>
        value >= least ? value : throw new ArgumentException($"{name} is {value}, expected at least {least}");

    private static double Within(double value, bool isIn, string name, string range) =>
        isIn && double.IsFinite(value) ? value : throw new ArgumentException($"{name} is {value}, expected a number {range}");
}
