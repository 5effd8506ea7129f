using Tegula.Dashboard.Stores;
using Tegula.Dashboard.Tests.Hosting;

namespace Tegula.Dashboard.Tests.Stores;

/// <summary>How many stores stay open.</summary>
public sealed class OpenStoresTests : IDisposable
{
    private const int MostOpen = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-open-");
    private readonly OpenStores _stores = new(MostOpen);
    private readonly string[] _files;

    public OpenStoresTests()
    {
        var first = TestDashboard.MakeStore(_folder.FullName, "0.db");
        _files = [first, .. Enumerable.Range(1, 9).Select(number => Path.Combine(_folder.FullName, $"{number}.db"))];
        foreach (var copy in _files[1..])
            File.Copy(first, copy);
    }

    [Fact]
    public void However_many_are_read_few_stay_open()
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var file in _files)
            {
                _stores.ProblemOf(file, "name").ShouldBeNull();
                Names(file).ShouldBe(["first"]);
                _stores.Count.ShouldBeLessThanOrEqualTo(MostOpen);
                Opened().ShouldBe(_stores.Count);
            }
        }

        OpenStores.Fitting.ShouldBeGreaterThan(0);
        OpenStores.Fitting.ShouldBeLessThan(HandleLimit.Current);
    }

    [Fact]
    public void One_that_is_read_stays_open_while_others_take_its_place()
    {
        _stores.Read(_files[0], "name", open =>
        {
            foreach (var file in _files[1..])
                Names(file).ShouldBe(["first"]);
            Opened().ShouldBe(MostOpen + 1);
            return open.Store.Studies().Single().Name;
        }).ShouldBe("first");
        Opened().ShouldBe(MostOpen);
        _stores.Dispose();
        Opened().ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => Names(_files[0]));
    }

    [Fact]
    public void What_was_readable_is_opened_again_only_when_it_has_changed()
    {
        foreach (var file in _files)
            _stores.ProblemOf(file, "name").ShouldBeNull();
        var last = _stores.Read(_files[^1], "name", open => open);
        foreach (var file in _files)
            _stores.ProblemOf(file, "name").ShouldBeNull();
        _stores.Read(_files[^1], "name", open => open).ShouldBeSameAs(last);
        File.WriteAllText(_files[0], "no store any more");
        _stores.ProblemOf(_files[0], "name").ShouldNotBeNull().ShouldContain("name");
    }

    public void Dispose()
    {
        _stores.Dispose();
        _folder.Delete(recursive: true);
    }

    private IEnumerable<string> Names(string file) => _stores.Read(file, "name", open => open.Store.Studies().Select(study => study.Name).ToList());

    // Where the system lists what is open, that is counted; elsewhere it is what is said.
    private int Opened() => OperatingSystem.IsLinux()
        ? Directory.GetFiles("/proc/self/fd").Select(handle => new FileInfo(handle).LinkTarget).Where(target => _files.Contains(target)).Distinct().Count()
        : _stores.Count;
}
