using System.Collections.Immutable;

namespace Tegula.Architectures;

/// <summary>An edge of a DARTS supernet with the operations that are left on it. Immutable, with value equality.</summary>
public sealed record DartsSupernetEdge
{
    /// <summary>Creates an edge.</summary>
    /// <param name="target">The intermediate node that it feeds, from 2 to 5.</param>
    /// <param name="source">The earlier node that it reads, from 0 to <paramref name="target"/> - 1.</param>
    /// <param name="operations">At least one of <see cref="DartsOperations.Candidates"/>, each at most once, in any order.</param>
    /// <exception cref="ArgumentException">The nodes or the operations are not such.</exception>
    public DartsSupernetEdge(int target, int source, IEnumerable<DartsOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        if (target < DartsCell.InputCount || target > DartsSupernetCell.LastNode || source < 0 || source >= target)
        {
            throw new ArgumentException(
                $"there is no edge from node {source} to node {target}; nodes {DartsCell.InputCount} to {DartsSupernetCell.LastNode} read earlier ones");
        }

        Target = target;
        Source = source;
        Operations = [.. operations.Order()];
        if (FirstProblem() is { } problem)
            throw new ArgumentException($"the edge from node {source} to node {target} {problem}");
    }

    /// <summary>The intermediate node that it feeds, from 2 to 5.</summary>
    public int Target { get; }

    /// <summary>The earlier node that it reads, from 0 to <see cref="Target"/> - 1; 0 and 1 are the outputs of the two cells in front.</summary>
    public int Source { get; }

    /// <summary>What is left on it, at least one operation, in the order of <see cref="DartsOperations.Candidates"/>.</summary>
    public ImmutableArray<DartsOperation> Operations { get; }

    /// <inheritdoc/>
    public bool Equals(DartsSupernetEdge? other) =>
        other is not null && Target == other.Target && Source == other.Source && Operations.AsSpan().SequenceEqual(other.Operations.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Target);
        hash.Add(Source);
        foreach (DartsOperation operation in Operations)
            hash.Add(operation);
        return hash.ToHashCode();
    }

    /// <summary>The edge in the text of a supernet: <c>('max_pool_3x3,skip_connect', 0, 2)</c>, that is, operations, source and target.</summary>
    public override string ToString() => $"('{string.Join(',', Operations.Select(operation => operation.Name()))}', {Source}, {Target})";

    private string? FirstProblem()
    {
        if (Operations.IsEmpty)
            return "has no operation; at least one must be left";
        for (int i = 0; i < Operations.Length; i++)
        {
            if (!DartsOperations.Candidates.Contains(Operations[i]))
                return $"has {Operations[i]}, which is none of {string.Join(", ", DartsOperations.Candidates.Select(operation => operation.Name()))}";
            if (i > 0 && Operations[i] == Operations[i - 1])
                return $"has {Operations[i].Name()} twice";
        }

        return null;
    }
}
