namespace Tegula.Exchange.Onnx.Internals;

/// <summary>Tells files from pipes and devices before they are opened: to open a pipe may take for ever.</summary>
internal static class RegularFile
{
    /// <summary>Bytes of a file; a link stands for what it leads to.</summary>
    /// <param name="file">Path of the file.</param>
    /// <returns>0 for an empty file, and for whatever is no regular file.</returns>
    /// <exception cref="IOException">It is not there, is a folder, or links lead in a circle.</exception>
    public static long Length(string file)
    {
        var named = new FileInfo(file);
        FileSystemInfo real = named.ResolveLinkTarget(returnFinalTarget: true) ?? named;

        // Standard input is a link, of which a pipe is called by a name that is none in the file system.
        return !real.Exists && File.Exists(file) ? 0 : new FileInfo(real.FullName).Length;
    }
}
