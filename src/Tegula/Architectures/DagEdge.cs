namespace Tegula.Architectures;

/// <summary>An edge of a <see cref="DagArchitecture"/>; the value is its digit in the code.</summary>
public enum DagEdge
{
    /// <summary>No edge.</summary>
    Cut = 0,

    /// <summary>The identity.</summary>
    Skip = 1,

    /// <summary>Random weights, then the activation.</summary>
    Linear = 2,
}
