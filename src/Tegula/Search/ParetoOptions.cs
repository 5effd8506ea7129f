namespace Tegula.Search;

/// <summary>Settings of the Pareto search.</summary>
/// <param name="Population">Architectures alive at a time; at least 2.</param>
public sealed record ParetoOptions(int Population = 64)
{
    /// <summary>Steps by default: the first population and about as many children as evolution has.</summary>
    public const int DefaultSteps = 64 + 1000;

    /// <summary>The population for a budget: 64 from 256 steps on, a quarter of the steps below, at least 2.</summary>
    /// <param name="steps">Architectures the search may ask for, the first population included; at least 1.</param>
    public static ParetoOptions ForSteps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return new(Math.Clamp(steps / 4, 2, 64));
    }
}
