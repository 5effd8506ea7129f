namespace Tegula.Architectures.Graphs;

/// <summary>What an edge does, as far as topology asks.</summary>
public enum OperationKind
{
    /// <summary>Hands its source on unchanged, or at a lower resolution: a skip connection, or the link to a concatenation.</summary>
    Identity,

    /// <summary>A pooling: no weights.</summary>
    Pooling,

    /// <summary>Any convolution, separable or not; one such operation is one step of depth, whatever it consists of.</summary>
    Convolution,

    /// <summary>A dense layer. In a DAG of Connectivity Sec. 3, weights followed by the activation.</summary>
    Linear,
}
