namespace Tegula.Exchange.Onnx.Reading;

/// <summary>Files beside a model that hold its weights; only such in the model's own folder are ever opened.</summary>
internal sealed class ExternalFiles(string model)
{
    private const int MaxLinks = 16;
    private const int MaxFiles = 4_096;

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
    private readonly Dictionary<string, string?> _found = [];

    /// <summary>Names of files that are not there, each once.</summary>
    public SortedSet<string> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>The path of a file.</summary>
    /// <param name="title">The tensor that lies there, for messages.</param>
    /// <param name="location">Its place relative to the model's folder.</param>
    /// <returns>Null where it is not there.</returns>
    /// <exception cref="OnnxException">The place is outside the model's folder.</exception>
    public string? Find(string title, string location)
    {
        if (_found.TryGetValue(location, out string? known))
            return known;
        if (_found.Count == MaxFiles)
            throw new OnnxException($"{model}: its tensors lie in more than {MaxFiles:N0} other files; those of a network lie in fewer");
        string[] parts = location.Split('/', '\\');
        bool leaves = Path.IsPathRooted(location) || location.Contains(':', StringComparison.Ordinal) || location.Contains('\0', StringComparison.Ordinal);
        if (location.Length == 0 || leaves || parts.Contains(".."))
            throw Outside(title, location);
        string path = Path.Combine([_folder, .. parts]);
        if (!Exists(path))
        {
            Missing.Add(NodeContent.Shortened(location));
            return _found[location] = null;
        }

        string folder = Real(_folder) + Path.DirectorySeparatorChar;
        return Real(path).StartsWith(folder, StringComparison.Ordinal) ? _found[location] = path : throw Outside(title, location);
    }

    /// <summary>Bytes of a file.</summary>
    /// <returns>Null where the file ends before.</returns>
    public byte[]? Read(string title, string path, long offset, long count)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (offset > stream.Length - count)
            {
                string span = $"bytes {offset} to {(Int128)offset + count}";
                throw new OnnxException($"{model}: {title} lies at {span} of {Path.GetFileName(path)}, which has {stream.Length}; expected the whole file");
            }

            stream.Position = offset;
            var bytes = new byte[count];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Missing.Add(Path.GetFileName(path));
            return null;
        }
    }

    // A link that leads nowhere is there, and refused for where it leads.
    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;

    // The path with every link on the way followed, and every link on the way of where those lead.
    private string Real(string path)
    {
        for (int round = 0; round < MaxLinks; round++)
        {
            string real = Followed(path);
            if (real == path)
                return real;
            path = real;
        }

        throw new OnnxException($"{model}: {Path.GetFileName(path)} is a link behind too many links; expected a file in the model's folder");
    }

    private string Followed(string path)
    {
        string real = Path.GetPathRoot(path)!;
        foreach (string part in Path.GetRelativePath(real, path).Split(Path.DirectorySeparatorChar))
        {
            string next = Path.Combine(real, part);
            try
            {
                FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
                real = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
            }
            catch (IOException)
            {
                throw new OnnxException($"{model}: {part} is a link that leads in a circle; expected a file in the model's folder");
            }
        }

        return real;
    }

    private OnnxException Outside(string title, string location) => new(
        $"{model}: {title} lies in '{NodeContent.Shortened(location)}', outside the model's folder; weights must lie in files in that folder");
}
