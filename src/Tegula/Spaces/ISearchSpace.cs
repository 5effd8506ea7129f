using Tegula.Compute;

namespace Tegula.Spaces;

/// <summary>A set of architectures that can be searched. Implementations are immutable and safe to use from several threads.</summary>
/// <typeparam name="TArchitecture">An immutable architecture with value equality.</typeparam>
public interface ISearchSpace<TArchitecture>
    where TArchitecture : class
{
    /// <summary>The space's name on the command line and in results, such as <c>nas-bench-201</c>.</summary>
    string Id { get; }

    /// <summary>How many architectures there are; null when the space is too large to be enumerated.</summary>
    long? Count { get; }

    /// <summary>Every architecture once, always in the same order.</summary>
    /// <exception cref="NotSupportedException"><see cref="Count"/> is null.</exception>
    IEnumerable<TArchitecture> Enumerate();

    /// <summary>A random architecture, every choice of it uniform and independent.</summary>
    TArchitecture Sample(RandomStream random);

    /// <summary>A random neighbour: the architecture with one choice replaced by a different one. Never the architecture itself.</summary>
    TArchitecture Mutate(TArchitecture architecture, RandomStream random);

    /// <summary>Reads an architecture as <see cref="Format"/> writes it.</summary>
    /// <exception cref="Architectures.ArchitectureFormatException">The text is not an architecture of this space.</exception>
    TArchitecture Parse(string text);

    /// <summary>The architecture as the field writes it.</summary>
    string Format(TArchitecture architecture);

    /// <summary>
    /// A text that, when equal for two architectures, says that they compute the same function up to the naming of weights: what was scored once
    /// need not be scored again.
    /// </summary>
    string ComputationKey(TArchitecture architecture);

    /// <summary>How many choices differ; 0 exactly for equal architectures.</summary>
    int Distance(TArchitecture left, TArchitecture right);

    /// <summary>
    /// An architecture as a tuple of independent choices, which is what a policy learns over: how many options each choice has, at least 1. Every tuple is
    /// an architecture, though several may be the same computation.
    /// </summary>
    IReadOnlyList<int> ChoiceCounts { get; }

    /// <summary>The architecture of a tuple of choices.</summary>
    /// <param name="choices">One option for each choice, in [0, <see cref="ChoiceCounts"/>).</param>
    TArchitecture FromChoices(ReadOnlySpan<int> choices);

    /// <summary>The choices of an architecture; <see cref="FromChoices"/> leads back to the same computation.</summary>
    int[] ToChoices(TArchitecture architecture);

    /// <summary>
    /// Whether an architecture made by a method itself, rather than by <see cref="Sample"/> or <see cref="Mutate"/>, may be asked for; always in a whole
    /// space. Asking counts as a draw: what a filter turns away is part of its report.
    /// </summary>
    bool Admits(TArchitecture architecture);

    /// <summary>Architectures that filters have turned away so far, whether drawn here or made by a method; 0 in a whole space.</summary>
    long TurnedAway { get; }
}
