namespace Tegula.Search;

/// <summary>What the states of all methods that learn a policy have in common.</summary>
public abstract record PolicySearchState : SearchState
{
    /// <summary>The policy.</summary>
    public PolicyState Policy { get; init; } = new([], [], [], 0);

    /// <summary>The scores that the next reward looks back on, oldest first: one value for each term of the objective, larger is better.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Rewarded { get; init; } = [];

    /// <summary>Keys of the computations that could not be measured.</summary>
    public IReadOnlyList<string> Failed { get; init; } = [];

    /// <summary>Whether anything could be measured yet.</summary>
    public bool HasMeasured { get; init; }
}
