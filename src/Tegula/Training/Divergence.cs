namespace Tegula.Training;

/// <summary>Where a training diverged, and how that showed.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Step">From 1, in its epoch.</param>
/// <param name="LearningRate">Rate of this step.</param>
/// <param name="Reason">What was seen, such as <c>the loss is NaN</c>.</param>
/// <remarks>
/// A training has diverged when the loss of a step or a weight at the end of an epoch is no finite number, or when the mean loss of an epoch is above
/// <see cref="Factor"/> times the loss of the very first step, or of a network that knows nothing where that is more.
/// </remarks>
public sealed record Divergence(int Epoch, int Step, double LearningRate, string Reason)
{
    /// <summary>So many times the loss at the beginning is too much.</summary>
    public const double Factor = 10;

    /// <summary>One line: what was seen, where, and at which rate.</summary>
    public override string ToString() => $"{Reason} at step {Step} of epoch {Epoch}, with a learning rate of {LearningRate:G4}";
}
