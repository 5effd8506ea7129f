using Microsoft.Data.Sqlite;
using Tegula.Studies.Stores;

namespace Tegula.Studies.Tests.Stores;

/// <summary>Files that are no store, or not one that can be used: one clear line, and the file as it was.</summary>
public sealed class SqliteOpeningTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);
    private readonly SqliteFile _file = new();

    public static TheoryData<StudyAccess> All => [.. Enum.GetValues<StudyAccess>()];

    public void Dispose() => _file.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public void A_folder_is_not_a_store(StudyAccess access) => Refusal(_file.Folder, access).ShouldContain("is a folder");

    [Fact]
    public void What_is_not_there_is_made_only_for_writing()
    {
        Refusal(_file.Path, StudyAccess.ReadOnly).ShouldContain("there is no study file");
        Refusal(_file.Path, StudyAccess.ReadWriteExisting).ShouldContain("there is no study file");
        Refusal(_file.PathOf("no/study.db"), StudyAccess.ReadWrite).ShouldContain("no folder");
        Refusal("", StudyAccess.ReadWrite).ShouldContain("needs a file");
        File.Exists(_file.Path).ShouldBeFalse();
        StudyStore.Open(_file.Path).Dispose();
        foreach (StudyAccess access in Enum.GetValues<StudyAccess>())
            StudyStore.Open(_file.Path, access).Dispose();
        Directory.GetFiles(_file.Folder).ShouldBe([_file.Path]);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_text_is_not_a_store(StudyAccess access)
    {
        string text = _file.PathOf("notes.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("Not a database, but rather long.\n", 300)));
        Unchanged(text, () => Refusal(text, access).ShouldContain("is not a SQLite file"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_SQLite_file_of_another_program_is_left_alone(StudyAccess access)
    {
        SqliteFile.Run(_file.Path, "CREATE TABLE study (id integer)");
        Unchanged(_file.Path, () => Refusal(_file.Path, access).ShouldContain("of another program"));
        SqliteFile.Run(_file.Path, "DROP TABLE study", "PRAGMA application_id = 7");
        Unchanged(_file.Path, () => Refusal(_file.Path, access).ShouldContain("of another program"));
    }

    [Fact]
    public void An_empty_file_becomes_a_store_only_for_writing()
    {
        File.WriteAllBytes(_file.Path, []);
        Refusal(_file.Path, StudyAccess.ReadOnly).ShouldContain("holds no study yet");
        Refusal(_file.Path, StudyAccess.ReadWriteExisting).ShouldContain("holds no study yet");
        new FileInfo(_file.Path).Length.ShouldBe(0);
        StudyStore.Open(_file.Path).Dispose();
        StudyStore.Open(_file.Path, StudyAccess.ReadOnly).Dispose();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_newer_schema_is_left_to_the_newer_program(StudyAccess access)
    {
        _file.Filled();
        SqliteFile.Run(_file.Path, $"PRAGMA user_version = {StudySchema.Current.Version + 1}");
        Unchanged(_file.Path, () => Refusal(_file.Path, access).ShouldContain("newer tegula"));
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(0.999)]
    public void A_part_of_a_file_is_told_from_a_whole_one(double part)
    {
        byte[] whole = File.ReadAllBytes(_file.Filled());
        string half = _file.PathOf("half.db");
        File.WriteAllBytes(half, whole[..(int)(part * whole.Length)]);
        foreach (StudyAccess access in Enum.GetValues<StudyAccess>())
            Unchanged(half, () => Refusal(half, access).ShouldContain("only a part of a file"));
    }

    [Theory]
    [InlineData(10, "is not a SQLite file")]
    [InlineData(60, "only a part of a file")]
    public void Some_first_bytes_are_no_store(int length, string why)
    {
        byte[] whole = File.ReadAllBytes(_file.Filled());
        string start = _file.PathOf("start.db");
        File.WriteAllBytes(start, whole[..length]);
        foreach (StudyAccess access in Enum.GetValues<StudyAccess>())
            Unchanged(start, () => Refusal(start, access).ShouldContain(why));
    }

    [Fact]
    public void Overwritten_pages_are_found()
    {
        byte[] whole = File.ReadAllBytes(_file.Filled());
        for (int page = 1; page < whole.Length / 4096; page += 5)
        {
            byte[] damaged = [.. whole];
            new Random(page).NextBytes(damaged.AsSpan(page * 4096, 4096));
            string path = _file.PathOf($"damaged{page}.db");
            File.WriteAllBytes(path, damaged);
            Findings(path).ShouldNotBeEmpty($"page {page}");
            Unchanged(path, () => Refusal(path, StudyAccess.ReadWrite).ShouldContain("is damaged"));
        }
    }

    [Fact]
    public void A_writer_that_holds_the_file_is_named_and_waited_for_no_longer_than_allowed()
    {
        _file.Filled();
        using SqliteStudyStore store = SqliteStudyStore.Open(_file.Path, StudyAccess.ReadWrite, null, Soon);
        using SqliteConnection other = SqliteFile.Connect(_file.Path);
        SqliteFile.Run(other, "BEGIN EXCLUSIVE");
        StudyException locked = Should.Throw<StudyException>(() => store.CreateStudy("b", StoreSample.Definition));
        locked.Message.ShouldContain("is locked");
        locked.IsFailure.ShouldBeTrue();
        store.Count(new()).ShouldBe(200);
        SqliteFile.Run(other, "ROLLBACK");
        store.CreateStudy("b", StoreSample.Definition);
        store.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_file_that_another_program_holds_alone_is_left_as_it_is(StudyAccess access)
    {
        _file.Filled();
        SqliteFile.Run(_file.Path, "PRAGMA journal_mode = DELETE");
        using SqliteConnection other = SqliteFile.Connect(_file.Path);
        SqliteFile.Run(other, "BEGIN EXCLUSIVE");
        Unchanged(_file.Path, () =>
        {
            StudyException locked = Should.Throw<StudyException>(() => SqliteStudyStore.Open(_file.Path, access, null, Soon));
            locked.Message.ShouldContain("is locked");
            locked.IsFailure.ShouldBeTrue();
        });
        SqliteFile.Run(other, "ROLLBACK");
        SqliteStudyStore.Open(_file.Path, access, null, Soon).Dispose();
    }

    [Fact]
    public void Many_that_make_the_same_file_at_once_find_one_store()
    {
        Together.Run(6, number =>
        {
            using StudyStore store = StudyStore.Open(_file.Path);
            store.CreateStudy($"study {number}", StoreSample.Definition);
        });
        using StudyStore found = StudyStore.Open(_file.Path, StudyAccess.ReadOnly);
        found.Studies().Count.ShouldBe(6);
        found.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void Hostile_file_names_are_files()
    {
        foreach (string name in new[] { "a b?mode=memory#x%41.db", ":memory:", "file:x.db", "it's;Mode=ReadOnly.db" })
        {
            string path = SqliteFile.Fill(_file.PathOf(name), 2);
            File.Exists(path).ShouldBeTrue(name);
            using StudyStore store = StudyStore.Open(path, StudyAccess.ReadOnly);
            store.Count(new()).ShouldBe(2);
        }
    }

    [Fact]
    public void What_a_killed_process_leaves_is_taken_over()
    {
        string left = _file.PathOf("left.db");
        using (SqliteStudyStore store = SqliteStudyStore.Open(_file.Path, StudyAccess.ReadWrite))
        {
            store.CreateStudy("a", StoreSample.Definition);

            // The files as they lie on the disk while the store is open are what SIGKILL leaves.
            File.Copy(_file.Path, left);
            File.Copy(_file.Path + "-wal", left + "-wal");
        }

        using StudyStore found = StudyStore.Open(left, StudyAccess.ReadOnly);
        found.Studies().ShouldHaveSingleItem();
        found.Verify(token: TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Findings(string path)
    {
        try
        {
            using StudyStore store = StudyStore.Open(path, StudyAccess.ReadOnly);
            return store.Verify(token: TestContext.Current.CancellationToken);
        }
        catch (StudyException error)
        {
            return [error.Message];
        }
    }

    private static string Refusal(string location, StudyAccess access)
    {
        StudyException error = Should.Throw<StudyException>(() => StudyStore.Open(location, access));
        error.Message.ShouldNotContain("\n");
        error.IsFailure.ShouldBeFalse();
        return error.Message;
    }

    private void Unchanged(string path, Action work)
    {
        byte[] before = File.ReadAllBytes(path);
        string[] files = [.. Directory.GetFiles(_file.Folder).Order()];
        work();
        File.ReadAllBytes(path).ShouldBe(before);
        Directory.GetFiles(_file.Folder).Order().ShouldBe(files);
    }
}
