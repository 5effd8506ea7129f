using System.Buffers.Binary;
using System.IO.Compression;

namespace Tegula.Tests.Datasets;

/// <summary>A folder that is gone after the test, and the small data files that tests write into it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tegula-test-").FullName;

    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return output.ToArray();
    }

    /// <summary>CIFAR records whose label is (first + i) mod 10 and whose pixel k is (7 i + k) mod 251.</summary>
    public static byte[] CifarRecords(int count, int first = 0)
    {
        byte[] bytes = new byte[count * 3073];
        for (int i = 0; i < count; i++)
        {
            bytes[i * 3073] = (byte)((first + i) % 10);
            for (int k = 0; k < 3072; k++)
                bytes[i * 3073 + 1 + k] = (byte)((7 * (first + i) + k) % 251);
        }

        return bytes;
    }

    public static byte[] IdxImages(int count, int rows, int columns, uint magic = 2051)
    {
        byte[] bytes = new byte[16 + count * rows * columns];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), rows);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), columns);
        for (int k = 16; k < bytes.Length; k++)
            bytes[k] = (byte)(k * 11 % 253);
        return bytes;
    }

    public static byte[] IdxLabels(int count, uint magic = 2049)
    {
        byte[] bytes = new byte[8 + count];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, magic);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        for (int i = 0; i < count; i++)
            bytes[8 + i] = (byte)(i * 3 % 10);
        return bytes;
    }
}
