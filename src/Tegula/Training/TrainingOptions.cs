namespace Tegula.Training;

/// <summary>How a network is trained.</summary>
/// <remarks>
/// Defaults are the recipe of NAS-Bench-201 (Nesterov momentum 0.9, weight decay 5e-4 on every parameter, rate 0.1 falling to 0 along a cosine) but for the
/// batch: the benchmark takes 256 of 25,000 images or more, about 100 steps an epoch at least; with a few thousand images 64 leaves some 50.
/// </remarks>
public sealed record TrainingOptions
{
    /// <summary>Passes over the images, at least 1. The papers' truncated training takes 1 (003_fe8fa0e5c804e1de.txt Sec. 5.2 and 5.3).</summary>
    public int Epochs { get; init => field = AtLeast(1, value, nameof(Epochs)); } = 1;

    /// <summary>
    /// Images of one step, at least 2: batch norms take their statistics from them. What is left of an epoch after the last whole batch is not used.
    /// </summary>
    public int BatchSize { get; init => field = AtLeast(2, value, nameof(BatchSize)); } = 64;

    /// <summary>How a gradient moves the weights.</summary>
    public OptimizerKind Optimizer { get; init; }

    /// <summary>Rate of the first step, above 0. Adam usually takes 1e-3.</summary>
    public double LearningRate { get; init => field = Within(value, value > 0, nameof(LearningRate), "above 0"); } = 0.1;

    /// <summary>Part of the last step that the next one keeps, from 0 to below 1; for SGD.</summary>
    public double Momentum { get; init => field = Within(value, value is >= 0 and < 1, nameof(Momentum), "from 0 to below 1"); } = 0.9;

    /// <summary>Whether the gradient is followed ahead of the momentum's step (Nesterov); for SGD.</summary>
    public bool Nesterov { get; init; } = true;

    /// <summary>Share that Adam's mean of the gradient keeps in a step, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Within(value, value is >= 0 and < 1, nameof(Beta1), "from 0 to below 1"); } = 0.9;

    /// <summary>Share that Adam's mean of the squared gradient keeps in a step, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Within(value, value is >= 0 and < 1, nameof(Beta2), "from 0 to below 1"); } = 0.999;

    /// <summary>Added to the root in Adam's denominator, above 0.</summary>
    public double Epsilon { get; init => field = Within(value, value > 0, nameof(Epsilon), "above 0"); } = 1e-8;

    /// <summary>Factor of the weights in their own gradient, at least 0.</summary>
    public double WeightDecay { get; init => field = Within(value, value >= 0, nameof(WeightDecay), "at least 0"); } = 5e-4;

    /// <summary>How the rate changes.</summary>
    public ScheduleKind Schedule { get; init; }

    /// <summary>Epochs after which <see cref="ScheduleKind.Step"/> lowers the rate, rising, each at least 1.</summary>
    public IReadOnlyList<int> Milestones { get; init => field = Rising(value, nameof(Milestones)); } = [];

    /// <summary>What the rate is multiplied by at a milestone, above 0.</summary>
    public double StepFactor { get; init => field = Within(value, value > 0, nameof(StepFactor), "above 0"); } = 0.1;

    /// <summary>What is made small.</summary>
    public LossKind Loss { get; init; }

    /// <summary>Share of the target that is spread evenly over all classes, from 0 to below 1.</summary>
    public double LabelSmoothing { get; init => field = Within(value, value is >= 0 and < 1, nameof(LabelSmoothing), "from 0 to below 1"); }

    /// <summary>Weight of an auxiliary head's loss beside the network's own, at least 0; without such a head it does nothing.</summary>
    public double AuxiliaryWeight { get; init => field = Within(value, value >= 0, nameof(AuxiliaryWeight), "at least 0"); } = 0.4;

    /// <summary>Norm of the whole gradient above which it is scaled down to it, above 0; null for no limit.</summary>
    public double? ClipNorm { get; init => field = value is { } norm ? Within(norm, norm > 0, nameof(ClipNorm), "above 0") : null; }

    /// <summary>How the images of an epoch differ from those of the data.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>
    /// Probability with which a path is dropped, from 0 to below 1: that of epoch e, counted from 0, is its share e / epochs; kept paths are scaled up.
    /// </summary>
    public double DropPath { get; init => field = Within(value, value is >= 0 and < 1, nameof(DropPath), "from 0 to below 1"); }

    /// <summary>
    /// Epochs without a better held-out loss after which the training stops, at least 1, and its weights are those of the best epoch; null to run all epochs.
    /// </summary>
    public int? Patience { get; init => field = value is { } epochs ? AtLeast(1, epochs, nameof(Patience)) : null; }

    /// <summary>Seed of the order of the images, of augmentation and dropped paths.</summary>
    public ulong Seed { get; init; }

    /// <summary>Number of the repeat, at least 0; different repeats draw independently.</summary>
    public int Repeat { get; init => field = AtLeast(0, value, nameof(Repeat)); }

    private static int AtLeast(int least, int value, string name) =>
        value >= least ? value : throw new ArgumentException($"{name} is {value}, expected at least {least}");

    private static double Within(double value, bool isIn, string name, string range) =>
        isIn && double.IsFinite(value) ? value : throw new ArgumentException($"{name} is {value}, expected a number {range}");

    private static IReadOnlyList<int> Rising(IReadOnlyList<int> values, string name)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (values[i] <= (i == 0 ? 0 : values[i - 1]))
                throw new ArgumentException($"{name} are {string.Join(", ", values)}, expected rising numbers of at least 1");
        }

        return values;
    }
}
