using System.Text;

namespace Tegula.Compute;

/// <summary>
/// A stream of random numbers that is a pure function of (seed, purpose, index): streams of different purposes or indices are independent, and
/// nothing depends on the order in which streams are made or used. The same bits on every machine.
/// </summary>
/// <remarks>
/// <para>
/// Construction. The identity of a stream is the list of 64-bit words: seed; length of the purpose in UTF-8 bytes; these bytes, eight to a word, lowest
/// byte first, the last word padded with zeros; number of indices; the indices. No list is the beginning of another.
/// A 128-bit state starts at zero and takes each word w in turn: state = Philox(counter = state, key = w) xor state (Davies-Meyer chaining).
/// The low half of the final state is the stream's key, the high half is the high half of its counter. The low half of the counter is the number
/// of the block, and each block gives four 32-bit words, lowest first.
/// </para>
/// <para>A stream has no state but its <see cref="Position"/>. It is not safe for use by several threads at once: give each its own stream.</para>
/// <para>Source: Philox4x32-10 of Salmon et al., SC 2011; normal numbers by <see cref="DeterministicMath.InverseNormal"/>.</para>
/// </remarks>
public sealed class RandomStream
{
    private const ulong NoBlock = ulong.MaxValue;

    private readonly uint _key0;
    private readonly uint _key1;
    private readonly uint _counter2;
    private readonly uint _counter3;
    private ulong _bufferedBlock = NoBlock;
    private (uint X0, uint X1, uint X2, uint X3) _buffer;

    /// <summary>The stream of a purpose, at its beginning.</summary>
    /// <param name="seed">The seed of the whole run.</param>
    /// <param name="purpose">What the numbers are for, such as <c>weights</c>; compared byte by byte.</param>
    /// <param name="index">Which of the streams of this purpose, such as repeat and layer; may be empty.</param>
    public RandomStream(ulong seed, string purpose, params ReadOnlySpan<ulong> index)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        (uint X0, uint X1, uint X2, uint X3) state = default;
        state = Absorb(state, seed);
        byte[] bytes = Encoding.UTF8.GetBytes(purpose);
        state = Absorb(state, (ulong)bytes.Length);
        for (int start = 0; start < bytes.Length; start += sizeof(ulong))
        {
            ulong word = 0;
            for (int i = start; i < Math.Min(start + sizeof(ulong), bytes.Length); i++)
                word |= (ulong)bytes[i] << (8 * (i - start));
            state = Absorb(state, word);
        }

        state = Absorb(state, (ulong)index.Length);
        foreach (ulong word in index)
            state = Absorb(state, word);
        (_key0, _key1, _counter2, _counter3) = state;
    }

    /// <summary>How many 32-bit words have been consumed. Setting it moves the stream there, at no cost: this is all that saving and restoring needs.</summary>
    public ulong Position { get; set; }

    /// <summary>Uniform over all 32-bit words; consumes one word.</summary>
    public uint NextUInt32()
    {
        ulong block = Position >> 2;
        if (block != _bufferedBlock)
        {
            _buffer = Philox4x32.Block((uint)block, (uint)(block >> 32), _counter2, _counter3, _key0, _key1);
            _bufferedBlock = block;
        }

        return (Position++ & 3) switch
        {
            0 => _buffer.X0,
            1 => _buffer.X1,
            2 => _buffer.X2,
            _ => _buffer.X3,
        };
    }

    /// <summary>Uniform over all 64-bit words; consumes two words, the low half first.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return low | ((ulong)NextUInt32() << 32);
    }

    /// <summary>Uniform over 0 to <paramref name="exclusiveMax"/> - 1 without bias; consumes one word, rarely more.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exclusiveMax"/> is not positive.</exception>
    /// <remarks>Multiplication with rejection: D. Lemire, "Fast random integer generation in an interval", 2019.</remarks>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        uint range = (uint)exclusiveMax;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint threshold = unchecked(0u - range) % range;
            while ((uint)product < threshold)
                product = (ulong)NextUInt32() * range;
        }

        return (int)(product >> 32);
    }

    /// <summary>Uniform over the multiples of 2^-24 in [0, 1); consumes one word.</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Uniform over the multiples of 2^-53 in [0, 1); consumes two words.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Standard normal in double precision, within ±8.3; consumes two words.</summary>
    public double NextGaussian() => DeterministicMath.InverseNormal(((NextUInt64() >> 12) + 0.5) * (1.0 / (1L << 52)));

    /// <summary>Standard normal in single precision, within ±6.4; consumes one word.</summary>
    public float NextGaussianSingle() => (float)DeterministicMath.InverseNormal((NextUInt32() + 0.5) * (1.0 / (1L << 32)));

    /// <summary>Fills with independent normal numbers of mean 0; one word each, the same as so many calls of <see cref="NextGaussianSingle"/>.</summary>
    /// <param name="destination">Any length.</param>
    /// <param name="standardDeviation">Factor on each number; finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="standardDeviation"/> is negative or not finite.</exception>
    public void FillGaussian(Span<float> destination, float standardDeviation)
    {
        if (!float.IsFinite(standardDeviation) || standardDeviation < 0)
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "A standard deviation is finite and not negative.");
        for (int i = 0; i < destination.Length; i++)
            destination[i] = NextGaussianSingle() * standardDeviation;
    }

    /// <summary>Puts the items into a uniformly random order (Fisher-Yates, from the last item down).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int chosen = NextInt(last + 1);
            (items[last], items[chosen]) = (items[chosen], items[last]);
        }
    }

    private static (uint X0, uint X1, uint X2, uint X3) Absorb((uint X0, uint X1, uint X2, uint X3) state, ulong word)
    {
        (uint x0, uint x1, uint x2, uint x3) = Philox4x32.Block(state.X0, state.X1, state.X2, state.X3, (uint)word, (uint)(word >> 32));
        return (x0 ^ state.X0, x1 ^ state.X1, x2 ^ state.X2, x3 ^ state.X3);
    }
}
