namespace Tegula.Studies.Tests;

public sealed class StudyMemoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-memory-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Parts_are_found_by_their_text_after_the_store_was_closed()
    {
        string file = Path.Combine(_folder.FullName, "memory.db");
        using (var store = StudyStore.Open(file))
        {
            var memory = new StudyMemory(store);
            memory.Find("{\"seed\":1}").ShouldBeNull();
            memory.Keep("{\"seed\":1}", "[0.1]", TimeSpan.FromSeconds(2));
            memory.Keep("{\"seed\":2}", "[0.2]", TimeSpan.FromSeconds(3));
            memory.Keep("{\"seed\":2}", "[0.3]", TimeSpan.FromSeconds(4));
        }

        using var again = StudyStore.Open(file, StudyAccess.ReadOnly);
        var found = new StudyMemory(again);
        found.Find("{\"seed\":1}").ShouldBe("[0.1]");
        found.Find("{\"seed\":2}").ShouldBe("[0.3]");
        found.Find("{\"seed\":3}").ShouldBeNull();
        IReadOnlyList<RecordedResult> results = again.Results();
        results.Count.ShouldBe(2);
        results.ShouldAllBe(result => result.IsPart && result.Command == "experiment/part" && result.Machine == Environment.MachineName);
        results.Select(result => result.Seconds).Order().ShouldBe([2, 4]);
        results.Select(result => result.Request).Order(StringComparer.Ordinal).ShouldBe(["{\"seed\":1}", "{\"seed\":2}"]);
    }

    [Fact]
    public void Several_threads_may_keep_and_find_at_once()
    {
        using var store = StudyStore.Open(Path.Combine(_folder.FullName, "threads.db"));
        var memory = new StudyMemory(store);
        Parallel.For(0, 64, part =>
        {
            memory.Keep($"{part}", $"value {part}", TimeSpan.FromSeconds(1));
            memory.Find($"{part}").ShouldBe($"value {part}");
        });
        store.Results().Count.ShouldBe(64);
    }
}
