namespace Tegula.Search.Internals;

/// <summary>Turns gradients of a loss into steps of a policy's logits.</summary>
/// <param name="options">Rule and learning rate.</param>
/// <param name="saved">Moments saved before.</param>
internal sealed class PolicyStepper(PolicyOptions options, PolicyState saved)
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] _first = [.. saved.FirstMoments];
    private readonly double[] _second = [.. saved.SecondMoments];
    private int _updates = saved.Updates;

    /// <summary>Moves a policy against the gradient of its loss.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="gradient">One for each logit; becomes the step taken.</param>
    public void Descend(ChoicePolicy policy, Span<double> gradient)
    {
        _updates++;
        var firstScale = 1 - Power(FirstDecay, _updates);
        var secondScale = 1 - Power(SecondDecay, _updates);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = options.Optimizer == PolicyOptimizer.Sgd
                ? -options.LearningRate * gradient[i]
                : -options.LearningRate * Adam(i, gradient[i], firstScale, secondScale);
        }

        policy.Move(gradient);
    }

    /// <summary>Logits and moments as plain data.</summary>
    public PolicyState Save(ChoicePolicy policy) => new([.. policy.Logits], [.. _first], [.. _second], _updates);

    private double Adam(int i, double gradient, double firstScale, double secondScale)
    {
        _first[i] = (FirstDecay * _first[i]) + ((1 - FirstDecay) * gradient);
        _second[i] = (SecondDecay * _second[i]) + ((1 - SecondDecay) * gradient * gradient);
        return _first[i] / firstScale / (Math.Sqrt(_second[i] / secondScale) + Epsilon);
    }

    // Products instead of a power function, which is not the same on every machine.
    private static double Power(double factor, int exponent)
    {
        var product = 1.0;
        for (var i = 0; i < exponent; i++)
            product *= factor;
        return product;
    }
}
