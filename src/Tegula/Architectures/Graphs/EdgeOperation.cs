namespace Tegula.Architectures.Graphs;

/// <summary>The operation on an edge.</summary>
/// <param name="Name">The field's name, such as <c>sep_conv_3x3</c> or <c>conv 3x3 /2</c>; shown in drawings and tables.</param>
/// <param name="Kind">What topology needs to know of it.</param>
/// <param name="Parameters">Trainable numbers of the operation with its batch norms; 0 where the graph has no sizes.</param>
/// <param name="Macs">Multiply-accumulate operations for one input; 0 where the graph has no sizes.</param>
public sealed record EdgeOperation(string Name, OperationKind Kind, long Parameters = 0, long Macs = 0)
{
    /// <summary>An edge that hands its source on.</summary>
    public static EdgeOperation Identity { get; } = new("skip_connect", OperationKind.Identity);

    /// <summary>The link from a node to the concatenation that takes it in.</summary>
    public static EdgeOperation Concatenation { get; } = new("concat", OperationKind.Identity);

    /// <summary>True for convolutions and dense layers. Source: 000_47980149b45a68e2.txt, Remark 4.2.</summary>
    public bool IsParameterized => Kind is OperationKind.Convolution or OperationKind.Linear;
}
