using Tegula.Compute.Simd;

namespace Tegula.Compute.Plans;

/// <summary>Rows d(output of sample n) / d(weights), stored as (block of samples, weight, sample of the block). Grows as needed and is reused.</summary>
public sealed unsafe partial class Jacobian : IDisposable
{
    private readonly AlignedMemory _memory = new();

    /// <summary>Rows: the samples of the batch.</summary>
    public int Samples { get; private set; }

    /// <summary>Columns: the selected weights.</summary>
    public int Weights { get; private set; }

    internal int Block { get; private set; }

    /// <summary>Samples rounded up to whole blocks.</summary>
    internal int PaddedSamples => (Samples + Block - 1) / Block * Block;

    /// <summary>Makes room.</summary>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="weights">Selected weights.</param>
    /// <param name="block">Samples of one block: a multiple of 8, which is what <see cref="GramMatrix"/> takes at a time.</param>
    /// <exception cref="ArgumentException">A size is negative, or the block is no multiple of 8.</exception>
    public void Resize(int samples, int weights, int block)
    {
        if (samples < 0 || weights < 0 || block < 8 || block % 8 != 0)
            throw new ArgumentException($"{samples} samples of {weights} weights in blocks of {block}: sizes are at least 0, blocks a multiple of 8");
        Samples = samples;
        Weights = weights;
        Block = block;
        _memory.EnsureLength((nint)((samples + block - 1) / block) * weights * block);
    }

    /// <summary>d(output of a sample) / d(weight).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample or weight.</exception>
    public float this[int sample, int weight]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)sample, (uint)Samples);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)weight, (uint)Weights);
            return BlockAddress(sample / Block)[((nint)weight * Block) + (sample % Block)];
        }
    }

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    internal float* BlockAddress(int block) => _memory.Pointer + ((nint)block * Weights * Block);
}
