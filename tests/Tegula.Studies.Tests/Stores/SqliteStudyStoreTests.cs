namespace Tegula.Studies.Tests.Stores;

/// <summary>The contract on a SQLite file.</summary>
public sealed class SqliteStudyStoreTests : StudyStoreContract, IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    protected override StudyStore Open(StudyAccess access = StudyAccess.ReadWrite) => StudyStore.Open(_file.Path, access);

    protected override void Damage(string sql) => SqliteFile.Run(_file.Path, sql);
}
