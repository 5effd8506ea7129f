using System.Collections.Immutable;
using Tegula.Architectures.Custom.Internals;
using Tegula.Architectures.Graphs;

namespace Tegula.Architectures.Custom;

/// <summary>
/// A cell of an own space with one or more operations on each edge: many cells in one. An edge carries the mean of its operations (one that cuts it adds
/// nothing, and counts), so that one operation alone is as in a cell. Immutable; equal when the definitions and the operations of all edges are.
/// </summary>
/// <remarks>Text: that of a cell, in which commas join the operations of an edge.</remarks>
public sealed class CustomSupernet : ISupernet, IEquatable<CustomSupernet>
{
    private readonly ImmutableArray<uint> _sets;

    /// <summary>Creates a supernet.</summary>
    /// <param name="definition">The space it belongs to.</param>
    /// <param name="operations">
    /// For each of <see cref="CustomSpaceDefinition.Edges"/> the indices of operations that it can carry: at least one, each once, in any order.
    /// </param>
    /// <exception cref="ArgumentException">There are not as many edges, or the operations of one are not such.</exception>
    public CustomSupernet(CustomSpaceDefinition definition, IEnumerable<IEnumerable<int>> operations)
        : this(definition, SetsOf(definition, operations))
    {
    }

    private CustomSupernet(CustomSpaceDefinition definition, ImmutableArray<uint> sets)
    {
        Definition = definition;
        _sets = sets;
        Operations = [.. sets.Select(Members)];
    }

    /// <summary>The space it belongs to.</summary>
    public CustomSpaceDefinition Definition { get; }

    /// <summary>For each edge what is left on it: indices into <see cref="CustomSpaceDefinition.Operations"/>, ascending, at least one.</summary>
    public ImmutableArray<ImmutableArray<int>> Operations { get; }

    /// <summary>The one cell that it contains; null where there are several.</summary>
    public CustomCell? Single => Operations.All(edge => edge.Length == 1) ? new(Definition, Operations.Select(edge => edge[0])) : null;

    /// <inheritdoc/>
    public ImmutableArray<double> EdgeProbabilities
    {
        get
        {
            IEnumerable<double> operations =
                from edge in Operations
                from operation in edge
                where !Definition.ResolvedOperations[operation].IsCut
                select 1.0 / edge.Length;
            int links = Definition.Cell.Output == CellOutput.Concatenate ? Definition.InnerNodes : 0;
            return [.. operations, .. Enumerable.Repeat(1.0, links)];
        }
    }

    /// <summary>True when both are null or the same supernet of the same space.</summary>
    public static bool operator ==(CustomSupernet? left, CustomSupernet? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the supernets differ.</summary>
    public static bool operator !=(CustomSupernet? left, CustomSupernet? right) => !(left == right);

    /// <summary>The supernet of a whole space: on every edge all that it can carry.</summary>
    public static CustomSupernet Whole(CustomSpaceDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new(definition, [.. definition.Candidates.Select(SetOf)]);
    }

    /// <summary>The supernet that contains one cell only.</summary>
    public static CustomSupernet Of(CustomCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new(cell.Definition, [.. cell.Operations.Select(operation => 1u << operation)]);
    }

    /// <summary>Reads the text of a supernet or of a cell; the operations of an edge may stand in any order.</summary>
    /// <param name="definition">The space it belongs to.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArchitectureFormatException">The text is no supernet of this space; the message says where and how.</exception>
    public static CustomSupernet Parse(CustomSpaceDefinition definition, string text) =>
        new(definition, [.. new CustomCellText(definition, text, allowsSeveral: true).Read().Select(SetOf)]);

    /// <summary>
    /// The nodes with an edge for each operation that cuts nothing, several between the same two nodes; the rest as of <see cref="CustomCell.ToGraph"/>.
    /// </summary>
    public ArchitectureGraph ToGraph() => CustomCellGraph.Of(Definition, edge => Operations[edge].AsSpan());

    /// <inheritdoc/>
    public bool Equals(CustomSupernet? other) => other is not null && _sets.AsSpan().SequenceEqual(other._sets.AsSpan()) && Definition.Equals(other.Definition);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CustomSupernet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (uint set in _sets)
            hash.Add(set);
        return hash.ToHashCode();
    }

    /// <summary>The text, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        CustomCellText.Of(Definition, edge => string.Join(',', Operations[edge].Select(operation => Definition.Operations[operation].Name)));

    private static uint SetOf(ImmutableArray<int> operations) => operations.Aggregate(0u, (set, operation) => set | (1u << operation));

    private static ImmutableArray<int> Members(uint set) =>
        [.. Enumerable.Range(0, CustomSpaceDefinition.MaxOperations).Where(operation => (set >> operation & 1) != 0)];

    private static ImmutableArray<uint> SetsOf(CustomSpaceDefinition definition, IEnumerable<IEnumerable<int>> operations)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ImmutableArray<int>[] edges = [.. operations.Select(edge => edge.ToImmutableArray())];
        if (edges.Length != definition.Edges.Length)
            throw new ArgumentException($"a supernet of {definition.Name} has {definition.Edges.Length} edges, not {edges.Length}", nameof(operations));
        for (int edge = 0; edge < edges.Length; edge++)
        {
            if (edges[edge].IsEmpty || edges[edge].Distinct().Count() != edges[edge].Length || !edges[edge].All(definition.Candidates[edge].Contains))
                throw new ArgumentException(
                    $"edge {edge} has the operations [{string.Join(", ", edges[edge])}]; "
                    + $"it needs at least one of {string.Join(", ", definition.Candidates[edge])}, each once",
                    nameof(operations));
        }

        return [.. edges.Select(SetOf)];
    }
}
