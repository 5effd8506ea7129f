using System.Buffers.Binary;
using Tegula.Files;

namespace Tegula.Datasets;

/// <summary>What can be known of a PNG, JPEG or BMP file without decoding it: its size in pixels, and whether all of the file is there.</summary>
internal static class ImageFileHeader
{
    private static ReadOnlySpan<byte> PngMagic => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegMagic => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> EndOfJpeg => [0xFF, 0xD9];

    /// <summary>The size in pixels, both at least 1.</summary>
    /// <exception cref="InvalidDataException">The bytes are no image, damaged or cut off; the message says what is wrong, without the file's name.</exception>
    public static (int Width, int Height) Check(ReadOnlySpan<byte> bytes)
    {
        (int width, int height) = bytes switch
        {
            _ when bytes.StartsWith(PngMagic) => Png(bytes),
            _ when bytes.StartsWith(JpegMagic) => Jpeg(bytes),
            _ when bytes.StartsWith("BM"u8) => Bmp(bytes),
            _ => throw new InvalidDataException("this is no PNG, JPEG or BMP image"),
        };
        return width > 0 && height > 0 ? (width, height) : throw new InvalidDataException($"the header says {width} x {height} pixels");
    }

    // Every chunk is length, type, data and check; the first is IHDR and the last is IEND.
    private static (int Width, int Height) Png(ReadOnlySpan<byte> bytes)
    {
        const int Frame = 12;
        ReadOnlySpan<byte> rest = bytes[PngMagic.Length..];
        if (rest.Length < Frame + 8 || !rest[4..].StartsWith("IHDR"u8))
            throw new InvalidDataException("the PNG has no header");
        (int, int) size = (BinaryPrimitives.ReadInt32BigEndian(rest[8..]), BinaryPrimitives.ReadInt32BigEndian(rest[12..]));
        while (true)
        {
            if (rest.Length < Frame || BinaryPrimitives.ReadUInt32BigEndian(rest) > rest.Length - Frame)
                throw new InvalidDataException("the PNG is cut off");
            int length = BinaryPrimitives.ReadInt32BigEndian(rest);
            ReadOnlySpan<byte> typeAndData = rest.Slice(4, 4 + length);
            if (Crc32.Compute(typeAndData) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]))
                throw new InvalidDataException("the PNG is damaged (a chunk does not fit its check sum)");
            if (typeAndData.StartsWith("IEND"u8))
                return size;
            rest = rest[(Frame + length)..];
        }
    }

    // Segments with lengths up to the first scan; within scans FF D9 can only be the end. A thumbnail's end lies inside an earlier segment.
    private static (int Width, int Height) Jpeg(ReadOnlySpan<byte> bytes)
    {
        const byte StartOfScan = 0xDA;
        (int Width, int Height)? size = null;
        ReadOnlySpan<byte> rest = bytes[2..];
        while (rest.Length >= 4 && rest[0] == 0xFF)
        {
            byte marker = rest[1];
            if (marker == 0xFF)
            {
                rest = rest[1..];
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (marker == StartOfScan)
            {
                if (rest.IndexOf(EndOfJpeg) < 0)
                    throw new InvalidDataException("the JPEG is cut off");
                return size ?? throw new InvalidDataException("the JPEG has no header");
            }

            if (length < 2 || length + 2 > rest.Length)
                throw new InvalidDataException("the JPEG is cut off");
            if (IsFrame(marker) && length >= 7)
                size = (BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            rest = rest[(2 + length)..];
        }

        throw new InvalidDataException(rest.Length < 4 ? "the JPEG is cut off" : "the JPEG is damaged");
    }

    // C0 to CF start a frame, but for the tables C4 and CC and the reserved C8.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    private static (int Width, int Height) Bmp(ReadOnlySpan<byte> bytes)
    {
        const int Headers = 14 + 40;
        const int Uncompressed = 0;
        const int Masked = 3;
        if (bytes.Length < Headers || BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]) < 40)
            throw new InvalidDataException("the BMP has no header of 40 bytes or more");
        int width = BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]);
        int height = BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]);
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[30..]) is not Uncompressed and not Masked)
            throw new InvalidDataException("the BMP is compressed, which is not read");
        long stride = ((long)width * BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) + 31) / 32 * 4;
        if (width > 0 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]) + (UInt128)(ulong)stride * (ulong)Math.Abs((long)height) > (UInt128)bytes.Length)
            throw new InvalidDataException("the BMP is cut off");
        return (width, (int)Math.Min(Math.Abs((long)height), int.MaxValue));
    }
}
