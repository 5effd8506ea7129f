using Tegula.Spaces;

namespace Tegula.Search.Internals;

/// <summary>How different the members of a population are.</summary>
internal static class Diversity
{
    /// <summary>Mean number of choices in which two members differ.</summary>
    /// <param name="space">Knows the distance of two architectures.</param>
    /// <param name="members">At least two.</param>
    public static double Of<TArchitecture>(ISearchSpace<TArchitecture> space, IReadOnlyList<TArchitecture> members)
        where TArchitecture : class =>
        members.SelectMany((one, i) => members.Take(i).Select(other => space.Distance(one, other))).Average();
}
