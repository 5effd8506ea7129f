using System.Text;
using Tegula.Cli.Errors;

namespace Tegula.Cli.Options;

/// <summary>Writes a file that is either whole or as it was before, however long it takes. A link is followed.</summary>
internal static class WholeFile
{
    private const int BufferLength = 1 << 16;

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file next to its place and moves it there when it is whole.</summary>
    /// <param name="file">The file; its folder exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="UsageException">The folder may not be written to, or there is something else than a regular file.</exception>
    /// <exception cref="IOException">The disk is full, or gives way otherwise.</exception>
    public static T Write<T>(string file, Func<TextWriter, T> write) => WriteStream(file, stream =>
    {
        using var writer = new StreamWriter(stream, Encoding, BufferLength, leaveOpen: true);
        return write(writer);
    });

    /// <summary>Writes a file of bytes next to its place and moves it there when it is whole.</summary>
    /// <param name="file">The file; its folder exists.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="UsageException">The folder may not be written to, or there is something else than a regular file.</exception>
    /// <exception cref="IOException">The disk is full, or gives way otherwise.</exception>
    public static void WriteBytes(string file, Action<Stream> write) => WriteStream(file, stream =>
    {
        write(stream);
        return true;
    });

    /// <summary>Writes a text next to its place and moves it there when it is whole.</summary>
    /// <param name="file">The file; its folder exists.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="UsageException">The folder may not be written to, or there is something else than a regular file.</exception>
    /// <exception cref="IOException">The disk is full, or gives way otherwise.</exception>
    public static void WriteText(string file, string text) => Write(file, writer =>
    {
        writer.Write(text);
        return true;
    });

    /// <summary>Writes on standard output, in large pieces.</summary>
    /// <param name="write">Writes the content.</param>
    public static T Print<T>(Func<TextWriter, T> write)
    {
        using var writer = new StreamWriter(Console.OpenStandardOutput(), Encoding, BufferLength);
        return write(writer);
    }

    private static T WriteStream<T>(string file, Func<Stream, T> write)
    {
        var real = TargetFile.Real(file);
        var part = Path.Combine(TargetFile.FolderOf(real), $".{Path.GetRandomFileName()}.part");
        try
        {
            T result;
            using (var stream = new FileStream(part, FileMode.CreateNew))
            {
                result = write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, real, overwrite: true);
            return result;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UsageException($"'{file}' cannot be written ({exception.Message}); name a file in a folder that you may write to");
        }
        finally
        {
            File.Delete(part);
        }
    }
}
