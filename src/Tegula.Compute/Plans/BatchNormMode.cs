namespace Tegula.Compute.Plans;

/// <summary>Which statistics a batch norm normalises with.</summary>
public enum BatchNormMode
{
    /// <summary>Mean and variance of the batch at hand.</summary>
    BatchStatistics,

    /// <summary>Mean and variance handed in, for example running averages.</summary>
    GivenStatistics,
}
