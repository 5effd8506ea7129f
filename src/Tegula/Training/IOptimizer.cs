namespace Tegula.Training;

/// <summary>Moves weights against their gradient, step by step; what it remembers between steps can be taken out and put back.</summary>
public interface IOptimizer
{
    /// <summary>Steps made.</summary>
    int Steps { get; }

    /// <summary>What is remembered between steps: vectors of one value per weight, the optimiser's own.</summary>
    IReadOnlyList<float[]> Memory { get; }

    /// <summary>Moves the weights by one step.</summary>
    /// <param name="weights">Changed in place.</param>
    /// <param name="gradient">One value per weight.</param>
    /// <param name="rate">Learning rate of this step.</param>
    /// <exception cref="ArgumentException">A length is another than the optimiser's.</exception>
    void Step(Span<float> weights, ReadOnlySpan<float> gradient, double rate);

    /// <summary>Goes on from what another optimiser of the same kind remembered.</summary>
    /// <param name="steps">Its steps.</param>
    /// <param name="memory">Its memory; copied.</param>
    /// <exception cref="ArgumentException">The memory is not that of an optimiser of this kind and number of weights.</exception>
    void Restore(int steps, IReadOnlyList<float[]> memory);
}
