using System.Collections.Immutable;
using Tegula.Architectures.Custom.Internals;
using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Custom;

/// <summary>
/// A cell of an own space: one operation on each of its edges. A node is the sum of the edges that lead to it. Immutable; equal when the definitions and
/// the operations are.
/// </summary>
/// <remarks>
/// Text: a node in bars for each node that edges lead to, <c>|op~0|+|op~0|op~1|</c>, with the number of its source behind each operation. Edges that the space
/// does not have are left out.
/// </remarks>
public sealed class CustomCell : IArchitecture, IEquatable<CustomCell>
{
    /// <summary>Creates a cell.</summary>
    /// <param name="definition">The space it belongs to; its constraints are not looked at.</param>
    /// <param name="operations">For each of <see cref="CustomSpaceDefinition.Edges"/> the index of an operation that it can carry.</param>
    /// <exception cref="ArgumentException">There are not as many operations as edges, or an edge cannot carry its operation.</exception>
    public CustomCell(CustomSpaceDefinition definition, IEnumerable<int> operations)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Operations = [.. operations];
        if (Operations.Length != definition.Edges.Length)
            throw new ArgumentException($"a cell of {definition.Name} has {definition.Edges.Length} operations, not {Operations.Length}", nameof(operations));
        for (int edge = 0; edge < Operations.Length; edge++)
        {
            if (!definition.Candidates[edge].Contains(Operations[edge]))
                throw new ArgumentException(
                    $"{Operations[edge]} on edge {edge} is the index of none of its operations, {string.Join(", ", definition.Edges[edge].Operations)}",
                    nameof(operations));
        }
    }

    /// <summary>The space it belongs to.</summary>
    public CustomSpaceDefinition Definition { get; }

    /// <summary>For each edge the index of its operation in <see cref="CustomSpaceDefinition.Operations"/>.</summary>
    public ImmutableArray<int> Operations { get; }

    /// <summary>True when both are null or the same cell of the same space.</summary>
    public static bool operator ==(CustomCell? left, CustomCell? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the cells differ.</summary>
    public static bool operator !=(CustomCell? left, CustomCell? right) => !(left == right);

    /// <summary>Reads the text of a cell.</summary>
    /// <param name="definition">The space it belongs to.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArchitectureFormatException">The text is no cell of this space; the message says where and how.</exception>
    public static CustomCell Parse(CustomSpaceDefinition definition, string text) =>
        new(definition, new CustomCellText(definition, text, allowsSeveral: false).Read().Select(edge => edge[0]));

    /// <summary>
    /// The nodes and every edge that is not cut, without sizes. Where inner nodes are concatenated, links lead from them to the output; the projection behind
    /// the concatenation lies on every path alike and is left out.
    /// </summary>
    public ArchitectureGraph ToGraph() => CustomCellGraph.Of(Definition, edge => Operations.AsSpan().Slice(edge, 1));

    /// <inheritdoc/>
    public bool Equals(CustomCell? other) =>
        other is not null && Operations.AsSpan().SequenceEqual(other.Operations.AsSpan()) && Definition.Equals(other.Definition);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CustomCell);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int operation in Operations)
            hash.Add(operation);
        return hash.ToHashCode();
    }

    /// <summary>The text, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => CustomCellText.Of(Definition, edge => Definition.Operations[Operations[edge]].Name);
}
