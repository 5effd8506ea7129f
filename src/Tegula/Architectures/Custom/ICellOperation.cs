using System.Collections.Immutable;
using Tegula.Compute.Graphs;

namespace Tegula.Architectures.Custom;

/// <summary>
/// A type of operation that edges of an own space can carry: what stands behind <c>type</c> in its file. The built-in types implement nothing else.
/// Implementations have no state, and are made known by <see cref="CellOperations.Register"/>.
/// </summary>
/// <remarks>
/// Whatever else Tegula asks of an operation (parameters, multiply-accumulates, whether it has weights, whether it is the identity) it finds out by putting
/// the operation into a graph and looking at what is there.
/// </remarks>
public interface ICellOperation
{
    /// <summary>The name of the type, such as <c>convolution</c>: lower-case letters, digits and dashes.</summary>
    string Type { get; }

    /// <summary>What it does, in one line.</summary>
    string Description { get; }

    /// <summary>What can be set in the file, besides <c>type</c>; nothing unless overridden.</summary>
    ImmutableArray<OperationParameter> Parameters => [];

    /// <summary>Puts the operation into a network.</summary>
    /// <param name="graph">Where its nodes go.</param>
    /// <param name="place">What it reads, how its parameters are named, and what the file says of it.</param>
    /// <returns>
    /// The node with the result, which has the channels, rows and columns of <see cref="OperationPlace.Source"/>; that source itself for the identity; null
    /// where nothing is handed on, so that the edge is cut.
    /// </returns>
    int? Append(GraphBuilder graph, OperationPlace place);
}
