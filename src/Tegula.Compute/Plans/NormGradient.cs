namespace Tegula.Compute.Plans;

/// <summary>What a backward pass takes a batch norm's statistics for.</summary>
public enum NormGradient
{
    /// <summary>Functions of the batch, as they are in training.</summary>
    BatchStatistics,

    /// <summary>Constants: evaluation mode, or an approximation that lets one pass give every sample's gradient.</summary>
    FrozenStatistics,
}
