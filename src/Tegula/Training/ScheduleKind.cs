namespace Tegula.Training;

/// <summary>How the learning rate changes during a training.</summary>
public enum ScheduleKind
{
    /// <summary>It falls to 0 along half a cosine: <see cref="CosineSchedule"/>.</summary>
    Cosine,

    /// <summary>It stays as it is: <see cref="ConstantSchedule"/>.</summary>
    Constant,

    /// <summary>It is multiplied by a factor after given epochs: <see cref="StepSchedule"/>.</summary>
    Step,
}
