namespace Tegula.Training;

/// <summary>How a gradient moves the weights.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum: <see cref="SgdOptimizer"/>.</summary>
    Sgd,

    /// <summary>Steps scaled by running moments of the gradient: <see cref="AdamOptimizer"/>.</summary>
    Adam,
}
