namespace Tegula.Networks;

/// <summary>How random weights are drawn; see <see cref="WeightInitialization"/>.</summary>
public enum WeightScheme
{
    /// <summary>Normal with variance 2 / fan in; biases 0.</summary>
    KaimingNormal,

    /// <summary>Uniform within 1 / sqrt(fan in), biases too.</summary>
    UniformFanIn,

    /// <summary>Normal with variance 1; biases 0.</summary>
    StandardNormal,
}
