using System.Buffers.Binary;
using System.IO.Compression;

namespace Tegula.Files;

/// <summary>
/// Unpacks gzip files (RFC 1952) and checks that they are complete: <see cref="GZipStream"/> verifies whole members, but takes a file that was cut
/// short for a complete one.
/// </summary>
internal static class GzipData
{
    private const int TrailerLength = 8;

    /// <summary>True when the data begins with the two bytes of every gzip file.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> data) => data is [0x1F, 0x8B, ..];

    /// <summary>The unpacked data.</summary>
    /// <exception cref="InvalidDataException">The data is damaged or cut off; the message says which.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        if (packed.Length < TrailerLength) throw new InvalidDataException("the gzip data is cut off");
        uint statedCheck = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - TrailerLength));
        uint statedLength = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(packed.Length - sizeof(uint)));

        // A wrong length is only a bad first guess of the capacity, so it is bounded by what pixels can be compressed to.
        int capacity = (int)Math.Min(statedLength, Math.Min(packed.Length * 16L, Array.MaxLength));
        byte[] content;
        try
        {
            using var output = new MemoryStream(capacity);
            using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)) gzip.CopyTo(output);
            content = output.Length == output.Capacity ? output.GetBuffer() : output.ToArray();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new InvalidDataException($"the gzip data is damaged ({error.Message.TrimEnd('.')})", error);
        }

        // The trailer belongs to the last member: usually the only one, else its tail.
        bool isPossible = statedLength <= content.Length && (statedLength > 0 || content.Length == 0);
        bool isComplete = isPossible && Crc32.Compute(content.AsSpan(content.Length - (int)statedLength)) == statedCheck;
        return isComplete ? content : throw new InvalidDataException("the gzip data is cut off");
    }
}
