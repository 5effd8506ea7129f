using Tegula.Dashboard.Hosting;
using Tegula.Studies;

namespace Tegula.Dashboard.Stores;

/// <summary>
/// The stores that pages may show; whatever is not on it does not exist for a browser. Stores are opened for reading and shared, also while a search writes
/// them; those read last stay open.
/// </summary>
/// <param name="options">What the dashboard shows.</param>
public sealed class StudyShelf(DashboardOptions options) : IDisposable
{
    /// <summary>How files of studies end.</summary>
    public const string Extension = ".db";

    private readonly OpenStores _open = new(OpenStores.Fitting);
    private readonly string _folder = Path.GetFullPath(options.Folder);

    /// <summary>Whether the stores are those of the folder, so that a new one in it is on the shelf.</summary>
    public bool IsFolder => options.Stores.Count == 0;

    /// <summary>The stores there are now, by name. Files among them could be opened a moment ago; a server may be out of reach.</summary>
    public IReadOnlyList<ShelvedStore> Stores() => [.. All().Where(store => Problem(store) is null)];

    /// <summary>What lies among the stores and is none, by name: with the reason.</summary>
    public IReadOnlyList<UnreadableStore> Unreadable() =>
        [.. from store in All() let problem = Problem(store) where problem is not null select new UnreadableStore(store.Name, problem)];

    /// <summary>The store with this name in addresses; null when there is none.</summary>
    public ShelvedStore? Find(string slug) => All().FirstOrDefault(store => store.Slug == slug);

    /// <summary>Reads a store, which is shared by all and open at least as long as the reading takes.</summary>
    /// <param name="store">The store.</param>
    /// <param name="read">Reads; neither the store nor anything that reads it later may leave it.</param>
    /// <exception cref="StudyException">It is gone or cannot be read; the message is one line.</exception>
    public T Read<T>(ShelvedStore store, Func<StudyStore, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Read(store, (opened, _) => read(opened));
    }

    /// <summary>Reads a store, and knows whether it is the same file as before.</summary>
    /// <param name="store">The store.</param>
    /// <param name="read">Reads; also takes a text that is another one where the file was replaced.</param>
    /// <exception cref="StudyException">It is gone or cannot be read; the message is one line.</exception>
    public T Read<T>(ShelvedStore store, Func<StudyStore, string?, T> read)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(read);
        return _open.Read(store.Location, store.Name, open => read(open.Store, open.Identity));
    }

    /// <inheritdoc/>
    public void Dispose() => _open.Dispose();

    private List<ShelvedStore> All()
    {
        List<(string Name, string Location)> places = IsFolder ? [.. Files()] : [.. Given()];
        return [.. places.Zip(StoreSlugs.Of(places), (place, slug) => new ShelvedStore(slug, place.Name, place.Location))];
    }

    private IEnumerable<(string Name, string Location)> Files() =>
        FolderFiles.Of(_folder, $"*{Extension}").Select(file => (file.Name, file.FullName));

    private IEnumerable<(string Name, string Location)> Given() => options.Stores
        .Select(location => StudyStore.IsServer(location) ? location : Path.GetFullPath(location))
        .Distinct()
        .Select(location => (StudyStore.IsServer(location) ? StudyStore.Shown(location) : Path.GetFileName(location), location));

    private string? Problem(ShelvedStore store) => StudyStore.IsServer(store.Location) ? null : _open.ProblemOf(store.Location, store.Name);
}
