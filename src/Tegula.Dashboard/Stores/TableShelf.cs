using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Tegula.Benchmarks;
using Tegula.Dashboard.Hosting;
using Tegula.Spaces;

namespace Tegula.Dashboard.Stores;

/// <summary>The tables of trained architectures that pages may look into: those that were named, and those in the folder of the studies.</summary>
/// <param name="options">What the dashboard shows.</param>
public sealed class TableShelf(DashboardOptions options)
{
    private const int HeaderBytes = 16_384;
    private static readonly string[] Endings = [".csv", ".csv.gz"];
    private static readonly string[] ArchitectureColumns = ["arch", "genotype", "architecture"];

    private readonly ConcurrentDictionary<(string Path, string Stamp), bool> _isTable = [];
    private readonly ConcurrentDictionary<(string Path, string Space), (string Stamp, AccuracyTable Table)> _loaded = [];

    /// <summary>The tables there are now, the named ones first.</summary>
    public IReadOnlyList<ShelvedTable> Tables()
    {
        string[] named = [.. options.Tables.Select(Path.GetFullPath).Distinct()];
        var folder = new DirectoryInfo(options.Folder);
        var found = folder.Exists
            ? folder.EnumerateFiles()
                .Where(file => Array.Exists(Endings, ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
                .Where(file => file.LinkTarget is null && !named.Contains(file.FullName) && IsTable(file))
                .Select(file => file.FullName)
                .Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        (string Name, string Location)[] places = [.. named.Concat(found).Select(path => (Path.GetFileName(path), path))];
        return [.. places.Zip(StoreSlugs.Of(places), (place, slug) => new ShelvedTable(slug, place.Name, place.Location))];
    }

    /// <summary>The table with this name in addresses; null when there is none.</summary>
    public ShelvedTable? Find(string? slug) => Tables().FirstOrDefault(table => table.Slug == slug);

    /// <summary>A text that differs once the file was changed.</summary>
    public static string Stamp(ShelvedTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return StampOf(new(table.Path));
    }

    /// <summary>The table, read once until its file changes.</summary>
    /// <param name="table">Which.</param>
    /// <param name="space">The space of its architectures.</param>
    /// <exception cref="BenchmarkFormatException">The file is no table of this space; the message names it without its folder.</exception>
    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public AccuracyTable Load(ShelvedTable table, SpaceInfo space)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(space);
        var stamp = Stamp(table);
        if (_loaded.TryGetValue((table.Path, space.Id), out var known) && known.Stamp == stamp)
            return known.Table;
        var loaded = AccuracyTable.Load(table.Path, space);
        _loaded[(table.Path, space.Id)] = (stamp, loaded);
        return loaded;
    }

    private static string StampOf(FileInfo file) => file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "";

    // Other CSV files may lie about; only the header is read of each, and only once.
    private bool IsTable(FileInfo file) => _isTable.GetOrAdd((file.FullName, StampOf(file)), key => HasArchitectures(key.Path));

    private static bool HasArchitectures(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            var bytes = new byte[HeaderBytes];
            var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var header = Encoding.UTF8.GetString(bytes, 0, length).Split('\n', 2)[0];
            return header.Split(',').Any(column => ArchitectureColumns.Contains(column.Trim().Trim('"', '\ufeff')));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }
}
