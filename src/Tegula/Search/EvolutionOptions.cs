namespace Tegula.Search;

/// <summary>Sizes of regularised evolution; the defaults are those of 003_fe8fa0e5c804e1de.txt Sec. 5.2.2.</summary>
/// <param name="Population">Architectures alive at a time; at least 1.</param>
/// <param name="Tournament">Architectures among which a parent is chosen; 1 to <paramref name="Population"/>.</param>
public sealed record EvolutionOptions(int Population = 256, int Tournament = 64)
{
    /// <summary>Steps after which the paper stops: the first population and 1,000 children.</summary>
    public const int DefaultSteps = 256 + 1000;

    /// <summary>
    /// The sizes for a budget: the paper's from 1,024 steps on; below, a quarter of the steps fills the first population, and a tournament stays a quarter
    /// of the population as in the paper, so that a short search still spends most of its steps on children.
    /// </summary>
    /// <param name="steps">Architectures the search may ask for, the first population included; at least 1.</param>
    public static EvolutionOptions ForSteps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var population = Math.Clamp(steps / 4, 1, 256);
        return new(population, Math.Max(1, population / 4));
    }
}
