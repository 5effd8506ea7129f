namespace Tegula.Dashboard.Stores;

/// <summary>The files of a folder that pages may name: those in it, and not what links lead to.</summary>
internal static class FolderFiles
{
    /// <summary>Its files by name, those of folders below left out.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="pattern">Such as <c>*.db</c>.</param>
    public static IReadOnlyList<FileInfo> Of(string folder, string pattern) => Directory.Exists(folder)
        ? [.. new DirectoryInfo(folder).EnumerateFiles(pattern).Where(file => file.LinkTarget is null).OrderBy(file => file.Name, StringComparer.Ordinal)]
        : [];
}
