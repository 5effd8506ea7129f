namespace Tegula.Compute.Simd;

/// <summary>
/// The vector operations that a kernel may use. A kernel written on it treats every lane alike, so its results per lane do not depend on the
/// vector width; <typeparamref name="V"/> is the hardware vector itself, which keeps accumulators in registers.
/// </summary>
/// <typeparam name="V">The vector type: 512, 256 or 128 bits, or one float.</typeparam>
internal unsafe interface ILanes<V>
    where V : struct
{
    /// <summary>Floats in one vector: a power of two, at most 16.</summary>
    static abstract int Count { get; }

    static abstract V Load(float* source);

    static abstract void Store(float* target, V value);

    static abstract V Broadcast(float value);

    static abstract V Add(V left, V right);

    static abstract V Subtract(V left, V right);

    static abstract V Multiply(V left, V right);

    /// <summary><c>left * right + addend</c>, rounded once on every machine.</summary>
    static abstract V FusedMultiplyAdd(V left, V right, V addend);

    /// <summary>Per lane: <paramref name="value"/> where <paramref name="test"/> is above zero, else +0.</summary>
    static abstract V WherePositive(V test, V value);

    /// <summary>Per lane: <paramref name="limit"/> where <paramref name="value"/> is above it, else <paramref name="value"/>, NaN too.</summary>
    static abstract V AtMost(V value, V limit);

    /// <summary>2 to the power of a whole number from -126 to 127.</summary>
    static abstract V PowerOfTwo(V exponent);

    /// <summary>Bit i is set where lane i is above zero.</summary>
    static abstract uint PositiveBits(V value);
}
