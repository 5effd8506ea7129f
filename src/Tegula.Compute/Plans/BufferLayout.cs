namespace Tegula.Compute.Plans;

/// <summary>Places buffers of known lifetimes in one block of memory; two share floats only when they are never alive together.</summary>
internal sealed class BufferLayout
{
    // Whole cache lines, so that every buffer starts aligned.
    private const nint Line = 16;

    private readonly List<(nint Offset, nint Length, int First, int Last)> _placed = [];

    /// <summary>Floats that all buffers together need.</summary>
    public nint Length { get; private set; }

    /// <summary>Places a buffer that is written first at step <paramref name="first"/> and read last at step <paramref name="last"/>.</summary>
    /// <returns>Offset of its first float.</returns>
    public nint Place(nint length, int first, int last)
    {
        length = (length + Line - 1) / Line * Line;
        nint offset = 0;
        foreach ((nint start, nint taken, _, _) in _placed.Where(other => other.First <= last && first <= other.Last).OrderBy(other => other.Offset))
        {
            if (offset + length <= start) break;
            offset = Math.Max(offset, start + taken);
        }

        _placed.Add((offset, length, first, last));
        Length = Math.Max(Length, offset + length);
        return offset;
    }
}
