using Tegula.Dashboard.Stores;
using Tegula.Dashboard.Tests.Hosting;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Stores;

/// <summary>Which stores pages may show.</summary>
public sealed class StudyShelfTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-shelf-");

    [Fact]
    public void Stores_are_listed_and_what_is_none_is_told_with_its_reason()
    {
        TestDashboard.MakeStore(_folder.FullName, "b.db");
        TestDashboard.MakeStore(_folder.FullName, "a.db");
        File.WriteAllText(PathOf("text.db"), "not a store");
        File.WriteAllText(PathOf("empty.db"), "");
        File.WriteAllText(PathOf("other.txt"), "not looked at");
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={PathOf("foreign.db")};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE diary (day text)";
            command.ExecuteNonQuery();
        }

        using var shelf = Shelf();
        shelf.Stores().Select(store => store.Name).ShouldBe(["a.db", "b.db"]);
        var unreadable = shelf.Unreadable().ToDictionary(store => store.Name, store => store.Reason);
        unreadable.Keys.Order().ShouldBe(["empty.db", "foreign.db", "text.db"]);
        unreadable["empty.db"].ShouldContain("is empty");
        unreadable["foreign.db"].ShouldContain("of another program");
        unreadable["text.db"].ShouldContain("not a SQLite file");
        unreadable.Values.ShouldAllBe(reason => !reason.Contains(_folder.FullName));
        new FileInfo(PathOf("empty.db")).Length.ShouldBe(0);
    }

    [Fact]
    public void Every_file_name_has_a_plain_slug_of_its_own()
    {
        string[] names = ["first try.db", "first-try.db", "firsttry.db", "ünïcödé.db", "<script>alert(1)</script>.db".Replace('/', '_'), "..db", "a..b.db", "-x.db", ".hidden.db", "a'b\"c.db", "日本.db", "A.db", "a.db", "%2e%2e.db"];
        foreach (var name in names)
            TestDashboard.MakeStore(_folder.FullName, name);
        using var shelf = Shelf();
        var stores = shelf.Stores();
        stores.Select(store => store.Name).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal));
        stores.ShouldAllBe(store => store.Slug.Length > 0 && char.IsAsciiLetterOrDigit(store.Slug[0]) && store.Slug.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' || letter == '-' || letter == '_'));
        stores.Select(store => store.Slug).Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(names.Length);
        stores.Single(store => store.Name == "first-try.db").Slug.ShouldBe("first-try.db");
        foreach (var store in stores)
            shelf.Find(store.Slug).ShouldBe(store);
        shelf.Find("../" + names[1]).ShouldBeNull();
    }

    [Fact]
    public void Files_of_the_same_name_in_two_folders_are_told_apart()
    {
        var (one, two) = (_folder.CreateSubdirectory("one"), _folder.CreateSubdirectory("two"));
        string[] files = [TestDashboard.MakeStore(one.FullName, "runs.db", "in one"), TestDashboard.MakeStore(two.FullName, "runs.db", "in two")];
        using var shelf = new StudyShelf(TestDashboard.Options(_folder.FullName) with { Stores = [.. files, files[0]] });
        var stores = shelf.Stores();
        stores.Select(store => store.Location).ShouldBe(files);
        stores[0].Slug.ShouldNotBe(stores[1].Slug);
        stores.Select(store => NameIn(shelf, shelf.Find(store.Slug)!)).ShouldBe(["in one", "in two"]);
    }

    [Fact]
    public void A_server_is_listed_without_its_password_and_without_being_asked()
    {
        using var shelf = new StudyShelf(TestDashboard.Options(_folder.FullName) with { Stores = ["postgres://me:s3cret@nowhere.invalid:5433/studies"] });
        var store = shelf.Stores().Single();
        store.Name.ShouldBe("postgres://me@nowhere.invalid:5433/studies");
        store.Slug.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Links_are_not_followed()
    {
        var outside = Directory.CreateTempSubdirectory("tegula-outside-");
        try
        {
            File.CreateSymbolicLink(PathOf("out.db"), TestDashboard.MakeStore(outside.FullName, "secret.db"));
            Directory.CreateSymbolicLink(PathOf("folder.db"), outside.FullName);
            Directory.CreateSymbolicLink(PathOf("way"), outside.FullName);
            File.CreateSymbolicLink(PathOf("through.db"), PathOf("way/secret.db"));
            File.CreateSymbolicLink(PathOf("nowhere.db"), PathOf("nothing"));
            File.CreateSymbolicLink(PathOf("within.db"), TestDashboard.MakeStore(_folder.FullName, "real.db"));
            using var shelf = Shelf();
            shelf.Stores().Select(store => store.Name).ShouldBe(["real.db"]);
            shelf.Unreadable().ShouldBeEmpty();
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_store_that_was_deleted_and_made_again_is_read_anew()
    {
        TestDashboard.MakeStore(_folder.FullName, "runs.db", "before");
        using var shelf = Shelf();
        var store = shelf.Stores().Single();
        shelf.Read(store, before =>
        {
            shelf.Read(store, again => again).ShouldBeSameAs(before);
            foreach (var file in _folder.GetFiles())
                file.Delete();
            shelf.Stores().ShouldBeEmpty();
            Should.Throw<StudyException>(() => NameIn(shelf, store)).Message.ShouldStartWith("there is no study file 'runs.db'");
            TestDashboard.MakeStore(_folder.FullName, "runs.db", "after");
            NameIn(shelf, store).ShouldBe("after");
            return before.Studies().Single().Name;
        }).ShouldBe("before");
    }

    [Fact]
    public void A_store_is_read_while_another_writes_it()
    {
        TestDashboard.MakeStore(_folder.FullName, "runs.db", "study 0");
        using var shelf = Shelf();
        var read = shelf.Stores().Single();
        using var writer = StudyStore.Open(PathOf("runs.db"));
        for (var number = 1; number < 20; number++)
        {
            writer.CreateStudy($"study {number}", TestDashboard.Definition());
            shelf.Read(read, store => store.Studies().Count).ShouldBe(number + 1);
        }

        Should.Throw<StudyException>(() => shelf.Read(read, store => store.CreateStudy("mine", TestDashboard.Definition())));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string NameIn(StudyShelf shelf, ShelvedStore store) => shelf.Read(store, opened => opened.Studies().Single().Name);

    private StudyShelf Shelf() => new(TestDashboard.Options(_folder.FullName));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
