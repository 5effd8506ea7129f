namespace Tegula.Training;

/// <summary>The learning rate of every step of a training.</summary>
public interface ILearningRateSchedule
{
    /// <summary>Rate of a step.</summary>
    /// <param name="step">From 0, counted over all epochs.</param>
    double RateAt(int step);
}
