namespace Tegula.Training;

/// <summary>Makes what a training's options name.</summary>
internal static class Optimizers
{
    /// <summary>The optimiser, at rest.</summary>
    public static IOptimizer Create(int length, TrainingOptions options) => options.Optimizer switch
    {
        OptimizerKind.Adam => new AdamOptimizer(length, options),
        _ => new SgdOptimizer(length, options),
    };

    /// <summary>The learning rates of all steps.</summary>
    public static ILearningRateSchedule Schedule(TrainingOptions options, int stepsPerEpoch) => options.Schedule switch
    {
        ScheduleKind.Constant => new ConstantSchedule(options.LearningRate),
        ScheduleKind.Step => new StepSchedule(options.LearningRate, options.Milestones, options.StepFactor, stepsPerEpoch),
        _ => new CosineSchedule(options.LearningRate, stepsPerEpoch * options.Epochs),
    };

    /// <summary>Throws unless a memory has so many vectors of so many values.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static void RequireMemory(IReadOnlyList<float[]> memory, int vectors, int length)
    {
        if (memory.Count != vectors || memory.Any(vector => vector.Length != length))
        {
            throw new ArgumentException(
                $"the optimiser remembers {vectors} x {length} values, {string.Join(" + ", memory.Select(vector => vector.Length))} were given");
        }
    }
}
