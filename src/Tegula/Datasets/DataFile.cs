using Tegula.Files;

namespace Tegula.Datasets;

/// <summary>Reads whole files, plain or gzip; every failure becomes a <see cref="DatasetException"/> that names the file.</summary>
internal static class DataFile
{
    /// <summary>The bytes of a file, decompressed when it begins with the two magic bytes of gzip, whatever its name.</summary>
    /// <exception cref="DatasetException">The file is missing, empty, unreadable, or a gzip file that is damaged or holds nothing.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        byte[] bytes = ReadRaw(path);
        if (bytes.Length == 0)
            throw new DatasetException(path, "the file is empty", "give the complete file");
        if (!GzipData.IsGzip(bytes))
            return bytes;
        byte[] content = Unpack(path, bytes);
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

    private static byte[] Unpack(string path, byte[] bytes)
    {
        try
        {
            return GzipData.Unpack(bytes);
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException(path, error.Message, "fetch the file again", error);
        }
    }
}
