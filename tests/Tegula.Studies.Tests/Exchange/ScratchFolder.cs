namespace Tegula.Studies.Tests.Exchange;

/// <summary>A folder of SQLite stores; gone when the test is over.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-exchange-tests-");
    private readonly List<StudyStore> _stores = [];

    /// <summary>Opens a new store.</summary>
    public StudyStore NewStore()
    {
        _stores.Add(StudyStore.Open(Path.Combine(_folder.FullName, $"{_stores.Count}.db")));
        return _stores[^1];
    }

    public void Dispose()
    {
        foreach (var store in _stores)
            store.Dispose();
        _folder.Delete(recursive: true);
    }
}
