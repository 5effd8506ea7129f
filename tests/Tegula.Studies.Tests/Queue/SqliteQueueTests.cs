namespace Tegula.Studies.Tests.Queue;

/// <summary>The queue in a SQLite file.</summary>
public sealed class SqliteQueueTests : QueueContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-queue-");

    public void Dispose() => _folder.Delete(recursive: true);

    protected override StudyStore Open() => StudyStore.Open(Path.Combine(_folder.FullName, "study.db"));
}
