using Tegula.Compute.Simd;

namespace Tegula.Compute.Plans;

/// <summary>Rows d(output of sample n) / d(weights), stored as (block of samples, weight, sample of the block). Grows as needed and is reused.</summary>
public sealed unsafe class Jacobian : IDisposable
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
    /// <param name="block">Samples of one block.</param>
    public void Resize(int samples, int weights, int block)
    {
        Samples = samples;
        Weights = weights;
        Block = block;
        _memory.EnsureLength((nint)((samples + block - 1) / block) * weights * block);
    }

    /// <summary>d(output of a sample) / d(weight).</summary>
    public float this[int sample, int weight] => BlockAddress(sample / Block)[((nint)weight * Block) + (sample % Block)];

    /// <inheritdoc />
    public void Dispose() => _memory.Dispose();

    internal float* BlockAddress(int block) => _memory.Pointer + ((nint)block * Weights * Block);
}
