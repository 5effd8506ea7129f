namespace Tegula.Kernels;

/// <summary>How <see cref="InfiniteWidthNetwork"/> computes.</summary>
public sealed record LimitKernelOptions
{
    /// <summary>Whether the tangent kernel is wanted beside the NNGP kernel; true unless set.</summary>
    public bool WithNtk { get; init; } = true;

    /// <summary>Most threads to use, at least 1; changes the time, never a bit of the result. All processors unless set.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Sum of a sample's entries over the root of their number, one for each sample; null for centred samples. Only
    /// <see cref="PropagationRule.Exact"/> asks for them.
    /// </summary>
    public IReadOnlyList<double>? InputMeans { get; init; }
}
