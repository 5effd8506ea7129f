namespace Tegula.Packages.Tests;

/// <summary>An empty folder that is gone after the tests.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it lies.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("tegula-packages-tests-").FullName;

    /// <summary>A path in it.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>An empty folder in it.</summary>
    public string Make(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
