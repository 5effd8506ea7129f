namespace Tegula.Compute.Simd;

/// <summary>One lane: the plain form that every vector width has to equal bit for bit.</summary>
internal readonly unsafe struct LanesScalar : ILanes<float>
{
    public static int Count => 1;

    public static float Load(float* source) => *source;

    public static void Store(float* target, float value) => *target = value;

    public static float Broadcast(float value) => value;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float FusedMultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    public static float WherePositive(float test, float value) => test > 0f ? value : 0f;

    public static float AtMost(float value, float limit) => value > limit ? limit : value;

    public static float PowerOfTwo(float exponent) =>
        BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits(exponent + 12582912f) << 23) + BitConverter.SingleToInt32Bits(1f));

    public static uint PositiveBits(float value) => value > 0f ? 1u : 0u;
}
