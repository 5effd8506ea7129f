namespace Tegula.Architectures.Graphs;

/// <summary>What a node makes of several incoming edges.</summary>
public enum NodeMerge
{
    /// <summary>Adds them.</summary>
    Sum,

    /// <summary>Lays their channels side by side.</summary>
    Concatenate,
}
