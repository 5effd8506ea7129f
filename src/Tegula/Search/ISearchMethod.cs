using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>A search method that is asked for architectures and told their scores.</summary>
/// <remarks>
/// <para>The caller may hold several proposals open and tell their scores in any order. The same seed and the same sequence of calls give the same
/// proposals, also when the method is saved and restored anywhere in between.</para>
/// <para>A method never scores anything, never reads a clock and knows no budget: driver, filter and cache stand around it.</para>
/// </remarks>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public interface ISearchMethod<TArchitecture>
    where TArchitecture : class
{
    /// <summary>Stable id, such as <c>evolution</c>.</summary>
    string Id { get; }

    /// <summary>Proposals whose scores have not been told yet, in the order of asking.</summary>
    IReadOnlyList<Proposal<TArchitecture>> Outstanding { get; }

    /// <summary>
    /// How undecided the method still is: the entropy of its policy in nats, or the diversity of its population as the mean number of choices in which two
    /// members differ; falls as it converges (Table 1 of 003_fe8fa0e5c804e1de.txt). Null for a method without, or before it begins. What it is called:
    /// <see cref="SearchMethodInfo.Spread"/>.
    /// </summary>
    double? Spread { get; }

    /// <summary>
    /// The next architecture to score. Null when nothing is left that this method would ask for, or when it has to be told the scores of what is outstanding
    /// before it can ask for more; with nothing outstanding, null is the end.
    /// </summary>
    Proposal<TArchitecture>? Propose();

    /// <summary>Tells the score of an outstanding proposal; a score with failed indicators is an ordinary answer and ranks last.</summary>
    /// <param name="number">Number of the proposal.</param>
    /// <param name="score">What was measured.</param>
    /// <exception cref="ArgumentException">No outstanding proposal has this number.</exception>
    void Observe(int number, ArchitectureScore score);

    /// <summary>
    /// The method's answer after what it was told so far: one of the architectures it proposed, or, for a method that learns a policy, the most likely one,
    /// which may never have been asked for; for one that prunes a supernet, always a supernet of a single architecture. Null until something could be measured.
    /// </summary>
    TArchitecture? Derive();

    /// <summary>Everything needed to go on elsewhere, as plain data for <see cref="SearchMethods.Restore"/>.</summary>
    SearchState Save();
}
