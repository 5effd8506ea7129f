using System.Buffers.Binary;
using System.IO.Compression;

namespace Tegula.Datasets;

/// <summary>Reads whole files, plain or gzip; every failure becomes a <see cref="DatasetException"/> that names the file.</summary>
internal static class DataFile
{
    private const byte GzipMagic0 = 0x1F;
    private const byte GzipMagic1 = 0x8B;
    private const int GzipTrailer = 8;

    /// <summary>The bytes of a file, decompressed when it begins with the two magic bytes of gzip, whatever its name.</summary>
    /// <exception cref="DatasetException">The file is missing, empty, unreadable, or a gzip file that is damaged or holds nothing.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        byte[] bytes = ReadRaw(path);
        if (bytes.Length == 0)
            throw new DatasetException(path, "the file is empty", "give the complete file");
        if (bytes.Length < 2 || bytes[0] != GzipMagic0 || bytes[1] != GzipMagic1)
            return bytes;
        byte[] content = Decompress(path, bytes);
        if (content.Length == 0)
            throw new DatasetException(path, "the gzip file holds nothing", "give the complete file");
        return content;
    }

    /// <summary>The first of the names that exists in the folder, as it stands or with <c>.gz</c> appended; null when none does.</summary>
    public static string? Find(string folder, IEnumerable<string> names) =>
        names.SelectMany(name => new[] { name, name + ".gz" }).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static byte[] ReadRaw(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException(path, "no such file", "check the path", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DatasetException(path, $"the file cannot be read ({error.Message})", "give a readable file", error);
        }
    }

    private static byte[] Decompress(string path, byte[] bytes)
    {
        const string Remedy = "fetch the file again";
        if (bytes.Length < GzipTrailer)
            throw new DatasetException(path, "the gzip data is cut off", Remedy);
        uint statedCheck = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - GzipTrailer));
        uint statedLength = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint)));

        // A wrong length is only a bad first guess of the capacity, so it is bounded by what pixels can be compressed to.
        int capacity = (int)Math.Min(statedLength, Math.Min(bytes.Length * 16L, Array.MaxLength));
        byte[] content;
        try
        {
            using var output = new MemoryStream(capacity);
            using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
                gzip.CopyTo(output);
            content = output.Length == output.Capacity ? output.GetBuffer() : output.ToArray();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new DatasetException(path, $"the gzip data is damaged ({error.Message.TrimEnd('.')})", Remedy, error);
        }

        // GZipStream checks complete members but takes an early end for the end. The trailer belongs to the last member: usually the only one, else its tail.
        bool isComplete = statedLength == content.Length
            || (statedLength < content.Length && Crc32.Compute(content.AsSpan(content.Length - (int)statedLength)) == statedCheck);
        return isComplete ? content : throw new DatasetException(path, "the gzip data is cut off", Remedy);
    }
}
