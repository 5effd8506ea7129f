namespace Tegula.Cli.Tests;

/// <summary>A store with one small search, made once for the tests of a class; each test that changes it takes a copy.</summary>
public sealed class StudyFixture : IDisposable
{
    /// <summary>Name of the search.</summary>
    public const string Name = "first";

    /// <summary>The search without its study.</summary>
    internal static readonly string[] Search =
        [.. "search --method random --steps 4 --fidelity fast --batch 8 --repeats 1 --objective kappa,regions --quiet --json".Split(' ')];

    private readonly TemporaryFolder _folder = new();
    private int _copies;

    public StudyFixture()
    {
        Store = _folder.PathOf("first.db");
        Found = Shell.Run([.. Search, "--study", Store, "--name", Name]);
        Found.ExitCode.ShouldBe(0, Found.Error);
    }

    /// <summary>The store; not to be changed.</summary>
    public string Store { get; }

    /// <summary>What the search printed.</summary>
    internal ShellResult Found { get; }

    /// <summary>A file of its own for a test.</summary>
    public string PathOf(string name) => _folder.PathOf($"{Interlocked.Increment(ref _copies)}-{name}");

    /// <summary>A copy of the store.</summary>
    public string Copy()
    {
        var copy = PathOf("copy.db");
        foreach (var part in (string[])["", "-wal"])
        {
            if (File.Exists(Store + part))
                File.Copy(Store + part, copy + part);
        }

        return copy;
    }

    public void Dispose() => _folder.Dispose();
}
