namespace Tegula.Tests;

/// <summary>Finds real data that is not part of the repository: in the folder TEGULA_DATA, or in shared/data beside this folder or one above it.</summary>
internal static class SharedData
{
    /// <summary>The path of a data file; skips the test that asks when the file is not on this machine.</summary>
    public static string FileOrSkip(string name)
    {
        string? path = Candidates(name).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not on this machine: set TEGULA_DATA to the folder that holds it");
        return path!;
    }

    private static IEnumerable<string> Candidates(string name)
    {
        if (Environment.GetEnvironmentVariable("TEGULA_DATA") is { Length: > 0 } folder)
            yield return Path.Combine(folder, name);
        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
            yield return Path.Combine(above.FullName, "shared", "data", name);
    }
}
