namespace Tegula.Training;

/// <summary>A learning rate that is multiplied by a factor after each of some epochs.</summary>
/// <param name="initial">Rate of the first epoch.</param>
/// <param name="milestones">Epochs after which the rate is multiplied, rising; a milestone of 30 changes the rate of epochs 31 and later.</param>
/// <param name="factor">What it is multiplied by.</param>
/// <param name="stepsPerEpoch">Steps of one epoch, at least 1.</param>
public sealed class StepSchedule(double initial, IReadOnlyList<int> milestones, double factor, int stepsPerEpoch) : ILearningRateSchedule
{
    /// <inheritdoc/>
    public double RateAt(int step)
    {
        double rate = initial;
        foreach (int milestone in milestones)
        {
            if (step / stepsPerEpoch >= milestone) rate *= factor;
        }

        return rate;
    }
}
