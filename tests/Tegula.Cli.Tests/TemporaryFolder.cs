using System.Diagnostics;
using System.IO.Compression;

namespace Tegula.Cli.Tests;

/// <summary>A folder for the files of one test class; gone when the tests are over.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-cli-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>A named pipe with nobody at its other end.</summary>
    public string WritePipe(string name)
    {
        using var made = Process.Start("mkfifo", [PathOf(name)]);
        made.WaitForExit();
        return PathOf(name);
    }

    /// <summary>Images in the CIFAR-10 layout with pixels from a fixed generator.</summary>
    public string WriteCifar(string name, int images)
    {
        var bytes = CifarBytes(images);
        return Write(name, bytes);
    }

    public static byte[] CifarBytes(int images)
    {
        var random = new Random(1);
        var bytes = new byte[images * 3073];
        random.NextBytes(bytes);
        for (var image = 0; image < images; image++)
            bytes[image * 3073] = (byte)(image % 10);
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
