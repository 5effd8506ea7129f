using System.Collections.Immutable;
using Tegula.Compute;
using Tegula.Compute.Graphs;

namespace Tegula.Exchange.PyTorch.Internals;

/// <summary>One value of the network as PyTorch computes it.</summary>
/// <param name="Id">Place in the topological order.</param>
/// <param name="Operation">What computes it.</param>
/// <param name="Inputs">Ids of what it reads, all smaller.</param>
/// <param name="Shape">Shape of one sample.</param>
/// <param name="Path">Parts of the name of a layer with parameters; empty for what has none.</param>
/// <param name="IsFlat">Whether PyTorch's tensor is (sample, channel) instead of (sample, channel, row, column).</param>
internal sealed record ModuleNode(
    int Id, Operation Operation, ImmutableArray<int> Inputs, TensorShape Shape, ImmutableArray<string> Path, bool IsFlat)
{
    /// <summary>Whether it has parameters and so is an attribute of a module.</summary>
    public bool IsLayer => Path.Length > 0;

    /// <summary>Whether it acts on each number alone.</summary>
    public bool IsActivation => Operation is ReluOperation or Relu6Operation or EluOperation;

    /// <summary>Whether it is a linear layer.</summary>
    public bool IsLinear => Operation is ConvolutionOperation { Weight.Kind: ParameterKind.Linear };
}

/// <summary>An average pool to a given number of rows and columns, each pooled pixel a channel of its own.</summary>
/// <param name="Size">Rows and columns.</param>
internal sealed record AdaptivePoolOperation(int Size) : Operation;
