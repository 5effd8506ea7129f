using System.Diagnostics;

namespace Tegula.Studies.Tests.Stores;

/// <summary>A disk of a few megabytes in memory, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Ballast = "ballast";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-disk-");

    private SmallDisk()
    {
    }

    /// <summary>Mounts a disk; skips the test that asks where that is not allowed.</summary>
    public static SmallDisk MountOrSkip(int kilobytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root on Linux can mount a small disk");
        var disk = new SmallDisk();
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tegula-test", disk._folder.FullName))
        {
            disk._folder.Delete();
            Assert.Skip("this machine does not let root mount a disk");
        }

        return disk;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Leaves so many bytes free.</summary>
    public void FillUpTo(long free)
    {
        using FileStream file = File.Create(PathOf(Ballast));
        byte[] block = new byte[4096];
        while (new DriveInfo(_folder.FullName).AvailableFreeSpace > free)
        {
            file.Write(block);
            file.Flush();
        }
    }

    public void MakeRoom() => File.Delete(PathOf(Ballast));

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", _folder.FullName).ShouldBeTrue();

    public void Dispose()
    {
        Run("umount", _folder.FullName).ShouldBeTrue();
        _folder.Delete();
    }

    private static bool Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
