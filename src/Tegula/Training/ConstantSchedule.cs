namespace Tegula.Training;

/// <summary>A learning rate that stays as it is.</summary>
/// <param name="rate">Rate of every step.</param>
public sealed class ConstantSchedule(double rate) : ILearningRateSchedule
{
    /// <inheritdoc/>
    public double RateAt(int step) => rate;
}
