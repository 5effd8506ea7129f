namespace Tegula.Kernels;

/// <summary>How <see cref="MonteCarloKernel"/> measures.</summary>
public sealed record MonteCarloOptions
{
    /// <summary>Random networks to average over, at least 2.</summary>
    public int Networks { get; init; } = 8;

    /// <summary>Neurons of every edge, more than there are samples.</summary>
    public int Width { get; init; } = 1024;

    /// <summary>Fixes the weights.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most threads to draw weights on; changes the time, never the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
