using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tegula.Dashboard.Stores;

/// <summary>
/// Which file lies under a name: another one after it was deleted and made again. The file is not opened, since closing it would drop the locks that SQLite
/// holds on it in this process.
/// </summary>
internal static class FileIdentity
{
    private const int CurrentFolder = -100;
    private const uint InodeMask = 0x100;
    private const int StatxLength = 256;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>A text that differs between files; null where there is none. A link stands for what it leads to.</summary>
    public static string? Of(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;

        // Other systems keep the time of making, Linux tells the inode: a number that no other file has while this one is open.
        return OperatingSystem.IsLinux() ? Inode(path) : $"{file.CreationTimeUtc.Ticks}";
    }

    private static string? Inode(string path)
    {
        byte[] result = new byte[StatxLength];
        return Statx(CurrentFolder, path, 0, InodeMask, result) == 0
            ? $"{BinaryPrimitives.ReadUInt64LittleEndian(result.AsSpan(DeviceOffset))}:{BinaryPrimitives.ReadUInt64LittleEndian(result.AsSpan(InodeOffset))}"
            : null;
    }

    // The one call of this kind whose result has the same layout on every processor.
#pragma warning disable SYSLIB1054 // generated marshalling needs unsafe code, which this project does without
    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] result);
#pragma warning restore SYSLIB1054
}
