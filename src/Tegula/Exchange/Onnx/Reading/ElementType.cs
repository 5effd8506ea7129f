namespace Tegula.Exchange.Onnx.Reading;

/// <summary>The format's numbers for the types of a tensor's elements, as far as they matter.</summary>
internal static class ElementType
{
    public const int Single = 1, Int32 = 6, Int64 = 7, Bool = 9, Half = 10, Double = 11, BFloat16 = 16;

    private const int Unsigned8 = 2, Signed8 = 3, FirstOf8Bits = 17, LastOf8Bits = 20;

    /// <summary>Whether it is any floating-point type.</summary>
    public static bool IsFloating(long type) => type is Single or Half or Double or BFloat16 or >= FirstOf8Bits and <= LastOf8Bits;

    /// <summary>Bytes of one element; 0 where they do not matter.</summary>
    public static int Width(int type) => type switch
    {
        Single or Int32 => 4,
        Int64 or Double => 8,
        Half or BFloat16 => 2,
        Bool or Unsigned8 or Signed8 => 1,
        _ => 0,
    };
}
