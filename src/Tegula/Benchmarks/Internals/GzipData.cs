using System.Buffers.Binary;
using System.IO.Compression;

namespace Tegula.Benchmarks.Internals;

/// <summary>
/// Unpacks a gzip file (RFC 1952) of one member and checks length and CRC-32 at its end: <see cref="GZipStream"/> alone takes a file that
/// was cut short for a complete one.
/// </summary>
internal static class GzipData
{
    private const int TrailerLength = 8;
    private const uint ReversedPolynomial = 0xEDB8_8320;
    private static readonly uint[] CrcOfByte = MakeCrcOfByte();

    /// <summary>True when the data begins with the two bytes of every gzip file.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> data) => data is [0x1F, 0x8B, ..];

    /// <summary>The unpacked data.</summary>
    /// <exception cref="InvalidDataException">The data is corrupt or truncated.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        using var source = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        byte[] data = target.ToArray();

        ReadOnlySpan<byte> trailer = packed.AsSpan(Math.Max(0, packed.Length - TrailerLength));
        bool isComplete = trailer.Length == TrailerLength
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer) == Crc32(data)
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)data.Length;
        return isComplete ? data : throw new InvalidDataException("the gzip data does not end with the length and CRC-32 of what it holds");
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
            crc = (crc >> 8) ^ CrcOfByte[(byte)crc ^ value];
        return ~crc;
    }

    private static uint[] MakeCrcOfByte()
    {
        var table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint crc = value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ ReversedPolynomial;
            table[value] = crc;
        }

        return table;
    }
}
