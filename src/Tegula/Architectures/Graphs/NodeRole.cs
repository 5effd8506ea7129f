namespace Tegula.Architectures.Graphs;

/// <summary>The place of a node between the inputs and the output of its graph.</summary>
public enum NodeRole
{
    /// <summary>Where data enters; has no incoming edge.</summary>
    Input,

    /// <summary>Between the two.</summary>
    Intermediate,

    /// <summary>Where the result leaves; there is exactly one.</summary>
    Output,
}
