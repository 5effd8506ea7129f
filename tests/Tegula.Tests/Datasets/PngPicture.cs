using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Tegula.Tests.Datasets;

/// <summary>Writes PNG files of 8 bits a channel, in the simplest way that the format knows.</summary>
internal static class PngPicture
{
    private static readonly byte[] Magic = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A file of 1 (grey), 3 (colours) or 4 (colours and transparency) channels.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="pixels">(row, column, channel).</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels)
    {
        int channels = pixels.Length / (width * height);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            for (int row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * width * channels, width * channels));
            }
        }

        return [.. Magic, .. Chunk("IHDR", Header(width, height, channels)), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>A chunk with its length and a check that fits.</summary>
    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. data];
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. typed, .. Check(typed)];
    }

    /// <summary>The data of the first chunk.</summary>
    public static byte[] Header(int width, int height, int channels)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = channels switch
        {
            1 => 0,
            3 => 2,
            _ => 6,
        };
        return header;
    }

    // The check of PNG is that of gzip, which writes it, little-endian, before the last four bytes.
    private static byte[] Check(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.NoCompression))
            gzip.Write(bytes);
        return [.. output.ToArray()[^8..^4].Reverse()];
    }
}
