using Tegula.Architectures;

namespace Tegula.Networks;

/// <summary>
/// Networks of NAS-Bench-201 supernets, built as <see cref="NasBench201IndicatorNetworks"/> builds those of cells: a supernet with one operation on each
/// edge gets the same networks as its cell, with the same names of parameters. In a network every cell holds all operations that are left.
/// </summary>
public sealed class NasBench201SupernetNetworks : NasBench201Networks<NasBench201Supernet>
{
    private NasBench201SupernetNetworks()
        : base(CellComputation.Of)
    {
    }

    /// <summary>The networks; they have no state.</summary>
    public static NasBench201SupernetNetworks Instance { get; } = new();
}
