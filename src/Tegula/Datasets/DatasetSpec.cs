namespace Tegula.Datasets;

/// <summary>A request for data, as the user writes it: <c>synthetic</c>, or a kind and a path such as <c>cifar10:data/train.bin.gz</c>.</summary>
/// <param name="Kind">The kind of data.</param>
/// <param name="Path">File or folder; empty for a kind that is built in.</param>
public sealed record DatasetSpec(DatasetKind Kind, string Path)
{
    /// <summary>The file or folder alone, without what follows it in a request such as <c>images:photos?size=64</c>.</summary>
    public string Location => Kind.Id == ImageFolderReader.Id ? ImageFolderReader.FolderOf(Path) : Path;

    /// <summary>Reads a request without touching any file. Only the first colon separates, so a path may hold others.</summary>
    /// <exception cref="DatasetException">The kind is unknown, a path is missing, or there is one where none belongs.</exception>
    public static DatasetSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':');
        string id = colon < 0 ? text : text[..colon];
        string path = colon < 0 ? "" : text[(colon + 1)..];
        DatasetKind kind = DatasetRegistry.Find(id) ?? throw new DatasetException(
            $"data '{text}'", id.Length == 0 ? "the data set is not named" : $"there is no data set '{id}'", "known are " + KnownSyntax());
        if (kind.NeedsPath && path.Length == 0)
            throw new DatasetException($"data '{text}'", "the path is missing", $"write {kind.Syntax}");
        if (!kind.NeedsPath && colon >= 0)
            throw new DatasetException($"data '{text}'", $"{kind.Id} is built in and takes no path", $"write {kind.Syntax}");
        return new DatasetSpec(kind, path);
    }

    /// <summary>Reads a request and opens the data.</summary>
    /// <exception cref="DatasetException">The request is wrong, or its files are missing, damaged or of another format.</exception>
    public static ImageDataset Open(string text) => Parse(text).Load();

    /// <summary>Opens the data; files are read whole, so that every error shows here.</summary>
    /// <exception cref="DatasetException">The files are missing, damaged or of another format.</exception>
    public ImageDataset Load() => Kind.Open(Path);

    /// <summary>Opens the test split; null where the kind or the folder has none.</summary>
    /// <exception cref="DatasetException">The files are there, but damaged or of another format.</exception>
    public ImageDataset? LoadTest() => Kind.OpenTest(Path);

    /// <summary>The request as the user writes it.</summary>
    public override string ToString() => Kind.NeedsPath ? $"{Kind.Id}:{Path}" : Kind.Id;

    private static string KnownSyntax() => string.Join(", ", DatasetRegistry.All.Select(kind => kind.Syntax));
}
