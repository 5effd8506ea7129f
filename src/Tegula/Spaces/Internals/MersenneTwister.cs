namespace Tegula.Spaces.Internals;

/// <summary>
/// The MT19937 generator of Matsumoto and Nishimura, seeded as Python's <c>random.seed(n)</c> does, with Python's <c>random.shuffle</c>. Used only
/// to reproduce published orders that were made that way; searches draw from <see cref="Compute.RandomStream"/>.
/// </summary>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _used = Size;

    /// <summary>Seeds the state by the array method with the one-word key [seed].</summary>
    public MersenneTwister(uint seed)
    {
        _state[0] = 19_650_218;
        for (int i = 1; i < Size; i++)
            _state[i] = (1_812_433_253u * Folded(i - 1)) + (uint)i;

        int at = 1;
        for (int round = 0; round < Size; round++)
        {
            _state[at] = (_state[at] ^ (Folded(at - 1) * 1_664_525u)) + seed;
            at = Advance(at);
        }

        for (int round = 1; round < Size; round++)
        {
            _state[at] = (_state[at] ^ (Folded(at - 1) * 1_566_083_941u)) - (uint)at;
            at = Advance(at);
        }

        _state[0] = 0x8000_0000;
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextBits()
    {
        if (_used == Size)
        {
            Refill();
            _used = 0;
        }

        uint bits = _state[_used++];
        bits ^= bits >> 11;
        bits ^= (bits << 7) & 0x9D2C_5680;
        bits ^= (bits << 15) & 0xEFC6_0000;
        return bits ^ (bits >> 18);
    }

    /// <summary>Puts the items in the order that Python's <c>random.shuffle</c> gives them.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = (int)NextBelow((uint)last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>A uniform number below the limit: as many leading bits as the limit has, drawn again until they are below it.</summary>
    private uint NextBelow(uint limit)
    {
        int shift = System.Numerics.BitOperations.LeadingZeroCount(limit);
        uint drawn = NextBits() >> shift;
        while (drawn >= limit)
            drawn = NextBits() >> shift;
        return drawn;
    }

    private uint Folded(int index) => _state[index] ^ (_state[index] >> 30);

    /// <summary>The next index of the seeding passes; on wrapping round, the last word also becomes the first.</summary>
    private int Advance(int index)
    {
        if (index + 1 < Size)
            return index + 1;
        _state[0] = _state[Size - 1];
        return 1;
    }

    private void Refill()
    {
        for (int i = 0; i < Size; i++)
        {
            uint joined = (_state[i] & 0x8000_0000) | (_state[(i + 1) % Size] & 0x7FFF_FFFF);
            _state[i] = _state[(i + Middle) % Size] ^ (joined >> 1) ^ ((joined & 1) == 0 ? 0 : 0x9908_B0DFu);
        }
    }
}
