namespace Tegula.Search;

/// <summary>How the logits of a policy follow the gradient of their loss.</summary>
public enum PolicyOptimizer
{
    /// <summary>Adam with decays 0.9 and 0.999 and epsilon 1e-8.</summary>
    Adam,

    /// <summary>Gradient descent without momentum.</summary>
    Sgd,
}
