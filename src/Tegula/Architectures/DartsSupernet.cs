using System.Collections.Immutable;
using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures;

/// <summary>
/// A normal and a reduction cell with several operations on an edge and several edges into a node: many genotypes in one. Immutable, with value equality.
/// </summary>
/// <param name="Normal">The cell that makes up most of the network.</param>
/// <param name="Reduce">The cell whose edges from the inputs have stride 2.</param>
/// <remarks>
/// Text: that of the genotype where it contains only one; otherwise <c>Supernet(normal=[('max_pool_3x3,skip_connect', 0, 2), ...], reduce=[...])</c>, where an
/// edge shows its operations, its source and its target.
/// </remarks>
public sealed record DartsSupernet(DartsSupernetCell Normal, DartsSupernetCell Reduce) : ISupernet
{
    /// <summary>The supernet of the whole space: all edges, all operations.</summary>
    public static DartsSupernet Whole { get; } = new(DartsSupernetCell.Whole, DartsSupernetCell.Whole);

    /// <summary>The one genotype that it contains; null where there are several.</summary>
    public DartsGenotype? Single => Normal.Single is { } normal && Reduce.Single is { } reduce ? new(normal, reduce) : null;

    /// <summary>
    /// For the graph of the normal cell: an edge with k operations into a node with n edges gives each of them probability 2 / (n k), since two of the edges
    /// are drawn; the links to the output are certain. A path takes one edge into each node that it meets, and nodes are independent.
    /// </summary>
    public ImmutableArray<double> EdgeProbabilities
    {
        get
        {
            var probabilities = ImmutableArray.CreateBuilder<double>();
            foreach (DartsSupernetEdge edge in Normal.Edges)
            {
                int edges = Normal.Edges.Count(other => other.Target == edge.Target);
                probabilities.AddRange(Enumerable.Repeat((double)DartsCell.EdgesPerNode / (edges * edge.Operations.Length), edge.Operations.Length));
            }

            probabilities.AddRange(Enumerable.Repeat(1.0, DartsSupernetCell.IntermediateNodes));
            return probabilities.ToImmutable();
        }
    }

    /// <summary>The supernet that contains one genotype only.</summary>
    /// <exception cref="ArgumentException">A cell has other nodes, operations or concatenations, or a node that reads another one twice.</exception>
    public static DartsSupernet Of(DartsGenotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return new(DartsSupernetCell.Of(genotype.Normal), DartsSupernetCell.Of(genotype.Reduce));
    }

    /// <summary>
    /// Reads the text of a supernet, whose edges and operations may stand in any order, or that of a genotype; spaces and line ends may stand between any
    /// two parts.
    /// </summary>
    /// <exception cref="ArchitectureFormatException">
    /// The text is neither, or the genotype is none that a supernet contains; the message says where and how.
    /// </exception>
    public static DartsSupernet Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains("Genotype", StringComparison.Ordinal))
            return new DartsSupernetParser(text).ReadSupernet();
        var genotype = DartsGenotype.Parse(text);
        try
        {
            return Of(genotype);
        }
        catch (ArgumentException problem)
        {
            throw new ArchitectureFormatException(1, $"the genotype is in no supernet: {problem.Message}");
        }
    }

    /// <summary>The graph of the normal cell, as for a genotype, with one edge for each operation.</summary>
    public ArchitectureGraph ToGraph() => Normal.ToGraph();

    /// <summary>The text.</summary>
    public override string ToString() =>
        Single?.ToString() ?? $"{DartsSupernetParser.TypeName}({DartsGenotype.NormalName}={Normal}, {DartsGenotype.ReduceName}={Reduce})";
}
