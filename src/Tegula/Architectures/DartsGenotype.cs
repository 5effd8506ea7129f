using Tegula.Architectures.Graphs;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures;

/// <summary>
/// A normal cell, which keeps the resolution, and a reduction cell, which halves it: the architectures of DARTS and of the cell-based searches that share
/// its form. Immutable, with value equality.
/// </summary>
/// <param name="Normal">The cell that makes up most of the network.</param>
/// <param name="Reduce">The cell whose edges from the inputs have stride 2.</param>
/// <remarks>
/// Text: <c>Genotype(normal=[('sep_conv_3x3', 0), ...], normal_concat=[2, 3, 4, 5], reduce=[...], reduce_concat=[...])</c>, character for character
/// what the Python code around DARTS prints for its genotypes.
/// </remarks>
public sealed record DartsGenotype(DartsCell Normal, DartsCell Reduce) : IArchitecture
{
    internal const string NormalName = "normal";
    internal const string ReduceName = "reduce";

    /// <summary>
    /// Reads a genotype. Spaces, line ends and comments (<c># ...</c>) may stand between any two parts, quotes may be single or double, a name may stand in
    /// front (<c>DARTS_V2 = Genotype(...)</c>), lists may be tuples and the other way round, and end with a comma, and a concatenation may be written
    /// <c>range(2, 6)</c>.
    /// </summary>
    /// <exception cref="ArchitectureFormatException">The text is not a genotype; the message says where, and what would be right.</exception>
    public static DartsGenotype Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new DartsGenotypeParser(text).ReadGenotype();
    }

    /// <summary>
    /// The graph of the normal cell: there are many more of them than reduction cells, and both the filter by depth and width and the study of cells
    /// look at it alone. For the whole network see <see cref="ToGraph(DartsSkeleton)"/>.
    /// </summary>
    public ArchitectureGraph ToGraph() => Normal.ToGraph();

    /// <summary>The whole network as one graph, with channels, parameters and MACs.</summary>
    /// <exception cref="ArgumentException">The skeleton's sizes do not fit together; the message says which and why.</exception>
    public ArchitectureGraph ToGraph(DartsSkeleton skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return new DartsNetworkGraph(this, skeleton).Build();
    }

    /// <summary>The genotype, as <see cref="Parse"/> reads it and Python prints it.</summary>
    public override string ToString() => $"Genotype({Normal.Format(NormalName)}, {Reduce.Format(ReduceName)})";
}
