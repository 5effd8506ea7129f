namespace Tegula.Training;

/// <summary>What a training makes small.</summary>
public enum LossKind
{
    /// <summary><see cref="SoftmaxCrossEntropy"/>.</summary>
    CrossEntropy,

    /// <summary><see cref="Training.MeanSquaredError"/>.</summary>
    MeanSquaredError,
}
