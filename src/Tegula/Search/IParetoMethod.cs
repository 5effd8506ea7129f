namespace Tegula.Search;

/// <summary>A search method that keeps a front instead of weighing the terms of the objective against each other.</summary>
/// <typeparam name="TArchitecture">The space's architecture type.</typeparam>
public interface IParetoMethod<TArchitecture> : ISearchMethod<TArchitecture>
    where TArchitecture : class
{
    /// <summary>
    /// The measured architectures that no other one equals in all terms of the objective and betters in one, each computation once, in the order of asking.
    /// </summary>
    IReadOnlyList<Observation<TArchitecture>> Front();
}
