using Microsoft.Data.Sqlite;
using Tegula.Studies.Stores;

namespace Tegula.Studies.Tests.Stores;

/// <summary>Older files are brought up to date, with schemas made for these tests.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private static readonly StudySchema Now = StudySchema.Current;
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void Every_version_is_gone_through_and_nothing_is_lost()
    {
        _file.Filled(20);
        StudySchema next = Newer(
            2,
            ["ALTER TABLE study ADD COLUMN note text", "UPDATE study SET note = 'from 1'"],
            ["UPDATE study SET note = note || ', from 2'"]);
        Should.Throw<StudyException>(() => SqliteStudyStore.Open(_file.Path, StudyAccess.ReadOnly, next)).Message.ShouldContain("open it once for writing");
        using (SqliteStudyStore store = SqliteStudyStore.Open(_file.Path, StudyAccess.ReadWriteExisting, next))
        {
            store.Count(new()).ShouldBe(20);
            store.Read("", session => session.Scalar("SELECT note FROM study")).ShouldBe("from 1, from 2");
            store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
        }

        SqliteStudyStore.Open(_file.Path, StudyAccess.ReadOnly, next).Dispose();
        Should.Throw<StudyException>(() => StudyStore.Open(_file.Path)).Message.ShouldContain($"is of schema {Now.Version + 2}");
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_file_as_it_was()
    {
        _file.Filled(20);
        StudySchema broken = Newer(2, ["ALTER TABLE study ADD COLUMN note text", "UPDATE study SET name = 'lost'"], ["UPDATE nothing SET a = 1"]);
        Should.Throw<StudyException>(() => SqliteStudyStore.Open(_file.Path, StudyAccess.ReadWrite, broken)).Message.ShouldContain("nothing");
        using StudyStore store = StudyStore.Open(_file.Path);
        store.FindStudy("a").ShouldNotBeNull().Steps.ShouldBe(20);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_file_gets_the_newest_tables_at_once()
    {
        StudySchema next = Newer(1, ["this is no SQL"]);
        SqliteStudyStore.Open(_file.Path, StudyAccess.ReadWrite, next).Dispose();
        using SqliteConnection connection = SqliteFile.Connect(_file.Path);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT user_version FROM pragma_user_version";
        command.ExecuteScalar().ShouldBe((long)Now.Version + 1);
    }

    [Fact]
    public void Every_older_version_has_a_migration() => Now.Migrations.Keys.Order().ShouldBe(Enumerable.Range(1, Now.Version - 1));

    private static StudySchema Newer(int by, params string[][] steps) => Now with
    {
        Version = Now.Version + by,
        Migrations = steps.Select((step, index) => (Version: Now.Version + index, Step: step))
            .ToDictionary(item => item.Version, item => (IReadOnlyList<string>)item.Step),
    };
}
