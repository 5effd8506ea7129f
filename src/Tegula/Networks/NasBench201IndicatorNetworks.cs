using Tegula.Architectures;

namespace Tegula.Networks;

/// <summary>Networks of NAS-Bench-201 cells.</summary>
public sealed class NasBench201IndicatorNetworks : NasBench201Networks<NasBench201Cell>
{
    private NasBench201IndicatorNetworks()
        : base(CellComputation.Of)
    {
    }

    /// <summary>The networks; they have no state.</summary>
    public static NasBench201IndicatorNetworks Instance { get; } = new();
}
