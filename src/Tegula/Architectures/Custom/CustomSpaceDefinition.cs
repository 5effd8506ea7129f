using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tegula.Architectures.Custom.Internals;

namespace Tegula.Architectures.Custom;

/// <summary>
/// A space of cells that somebody defines: nodes, edges, what each edge can carry, the network around the cells, and what they have to keep to. Read from a
/// file by <see cref="CustomSpaceReader"/>, or made in code. Immutable; equal when the canonical texts are.
/// </summary>
public sealed class CustomSpaceDefinition : IEquatable<CustomSpaceDefinition>
{
    /// <summary>Most operations that a space can have.</summary>
    public const int MaxOperations = 30;

    private readonly string _yaml;

    /// <summary>Makes a definition and checks it.</summary>
    /// <param name="name">Letters, digits and dashes, a letter first, at most 40 of them.</param>
    /// <param name="cell">Nodes and edges.</param>
    /// <param name="operations">What edges can carry, from 1 to 30; each name once.</param>
    /// <param name="skeleton">The network around the cells; null for NAS-Bench-201's.</param>
    /// <param name="constraints">What cells have to keep to; null for nothing.</param>
    /// <exception cref="CustomSpaceException">A part of it cannot be used, or no cell can keep to the constraints.</exception>
    public CustomSpaceDefinition(
        string name,
        CustomCellShape cell,
        IEnumerable<CustomOperation> operations,
        CustomSkeleton? skeleton = null,
        CustomConstraints? constraints = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(operations);
        Name = name;
        Cell = cell;
        Skeleton = skeleton ?? new();
        Constraints = constraints ?? new();
        ImmutableArray<CustomOperation> given = [.. operations];
        DefinitionRules.RequireName(name);
        DefinitionRules.RequireSkeleton(Skeleton);
        DefinitionRules.RequireNames(given);
        ResolvedOperations = [.. given.Select(operation => ResolvedOperation.Of(operation, Skeleton))];
        Operations = [.. ResolvedOperations.Select(operation => operation.Operation)];
        Edges = EdgeRules.Resolve(cell, Operations);
        Candidates = [.. Edges.Select(edge => edge.Operations.Select(IndexOf).ToImmutableArray())];
        DefinitionRules.RequireGroups(this);
        DefinitionRules.RequireCountable(this);
        ConstraintRules.Require(this);
        _yaml = CanonicalYaml.Of(this);
        Id = $"{name}@{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_yaml)).AsSpan(0, 4))}";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>
    /// The name, <c>@</c>, and the first 8 hexadecimal digits of the SHA-256 of <see cref="ToYaml"/>: another definition under the same name has another id.
    /// </summary>
    public string Id { get; }

    /// <summary>Nodes and output, and the edges as they were given.</summary>
    public CustomCellShape Cell { get; }

    /// <summary>
    /// The edges with what each can carry, in the order in which the text of a cell has them: by target, and then by source. Their operations stand in the
    /// order of <see cref="Operations"/>.
    /// </summary>
    public ImmutableArray<CustomEdge> Edges { get; }

    /// <summary>What edges can carry, in the order in which it was given; every parameter has a value.</summary>
    public ImmutableArray<CustomOperation> Operations { get; }

    /// <summary>The network around the cells.</summary>
    public CustomSkeleton Skeleton { get; }

    /// <summary>What cells have to keep to.</summary>
    public CustomConstraints Constraints { get; }

    /// <summary>For each edge the indices of its operations in <see cref="Operations"/>, ascending.</summary>
    internal ImmutableArray<ImmutableArray<int>> Candidates { get; }

    /// <summary>The operations with their types and what tracing them has shown.</summary>
    internal ImmutableArray<ResolvedOperation> ResolvedOperations { get; }

    /// <summary>What cells cost in the network of <see cref="Skeleton"/>; traced once.</summary>
    internal CustomCosts Costs => field ??= CustomCosts.Of(this);

    /// <summary>Inner nodes: neither input nor output.</summary>
    internal int InnerNodes => Cell.Nodes - 2;

    /// <summary>The definition as a file's text, always the same for the same definition; <see cref="CustomSpaceReader.Parse"/> leads back to it.</summary>
    public string ToYaml() => _yaml;

    /// <inheritdoc/>
    public bool Equals(CustomSpaceDefinition? other) => other is not null && (ReferenceEquals(this, other) || _yaml == other._yaml);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CustomSpaceDefinition);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>The <see cref="Id"/>.</summary>
    public override string ToString() => Id;

    /// <summary>The index of the operation with a name; -1 where there is none.</summary>
    internal int IndexOf(string operation)
    {
        for (int index = 0; index < Operations.Length; index++)
        {
            if (Operations[index].Name == operation)
                return index;
        }

        return -1;
    }
}
