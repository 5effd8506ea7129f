namespace Tegula.Files;

/// <summary>The cyclic redundancy check of gzip (RFC 1952, section 8: reflected polynomial EDB88320).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Shift((uint)value))];

    /// <summary>The check of the bytes; 0 for none.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in bytes)
            remainder = (remainder >> 8) ^ Table[(byte)(remainder ^ value)];
        return ~remainder;
    }

    private static uint Shift(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? (value >> 1) ^ Polynomial : value >> 1;
        return value;
    }
}
