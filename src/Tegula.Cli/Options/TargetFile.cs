using System.Formats.Tar;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Options;

/// <summary>A file that is to be written: a regular one, or a name that nothing has yet. A link stands for what it leads to.</summary>
internal static class TargetFile
{
    /// <summary>Checks a name, before any work is done for it.</summary>
    /// <param name="option">The option that it was given with, for messages.</param>
    /// <param name="file">The name.</param>
    /// <param name="example">Another name, for messages.</param>
    /// <exception cref="UsageException">It is empty, a folder, in no folder, or something else than a regular file.</exception>
    public static void Require(string option, string file, string example)
    {
        if (file.Length == 0)
            throw new UsageException($"{option} needs the name of a file; write {option} {example}");
        if (Directory.Exists(file))
            throw new UsageException($"{option} '{file}' is a folder; name a file in it, such as {Path.Combine(file, example)}");
        if (!Directory.Exists(FolderOf(file)))
            throw new UsageException($"{option} '{file}': the folder '{FolderOf(file)}' does not exist; create it or name another");
        _ = Real(file);
    }

    /// <summary>The file that is written under a name: the name, or what it leads to where it is a link.</summary>
    /// <exception cref="UsageException">There is something else than a regular file, such as a pipe or a device, which a new file would replace.</exception>
    public static string Real(string file)
    {
        try
        {
            var named = new FileInfo(file);
            var real = named.LinkTarget is null ? named : (FileInfo)named.ResolveLinkTarget(returnFinalTarget: true)!;
            if (real.Exists ? IsRegular(real) : real == named)
                return real == named ? file : real.FullName;
        }
        catch (IOException)
        {
            // A circle of links, or a socket: neither is a regular file.
        }

        throw new UsageException($"'{file}' is no regular file but a pipe, a device or a link that leads to no file; name another file");
    }

    /// <summary>The folder of a file; the current one for a name alone.</summary>
    public static string FolderOf(string file) => Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".";

    // Pipes and devices have no length, and of files without one .NET tells the type only to an archive, which opens regular ones alone.
    private static bool IsRegular(FileInfo file)
    {
        if (file.Length > 0)
            return true;
        using var archive = new MemoryStream();
        try
        {
            using var writer = new TarWriter(archive, leaveOpen: true);
            writer.WriteEntry(file.FullName, "file");
        }
        catch (UnauthorizedAccessException)
        {
            return true;
        }

        archive.Position = 0;
        using var reader = new TarReader(archive);
        return reader.GetNextEntry()?.EntryType == TarEntryType.RegularFile;
    }
}
