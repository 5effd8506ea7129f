using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Stores;
using Tegula.Datasets;
using Tegula.Spaces;

namespace Tegula.Dashboard.Searches;

/// <summary>What a search started from a page may read; whatever is not among it cannot be named.</summary>
/// <param name="options">The dashboard's folder, and what was given on its command line.</param>
/// <param name="tables">The tables of trained cells.</param>
public sealed class SearchInputs(DashboardOptions options, TableShelf tables)
{
    private const string Training = "train-images-idx3-ubyte";

    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Folder));

    /// <summary>Data as <see cref="DatasetSpec"/> reads them, each with what it is: the built-in sets, those of the command line, those in the folder.</summary>
    public IReadOnlyList<(string Value, string Text)> Data()
    {
        var cifar = DatasetRegistry.Find("cifar10")!;
        return
        [
            .. DatasetRegistry.All.Where(kind => !kind.NeedsPath).Select(kind => (kind.Id, $"{kind.Id}: {kind.Description}")),
            .. options.Data.Select(data => (data, data)),
            .. Files("*.bin").Concat(Files("*.bin.gz")).Select(name => ($"{cifar.Id}:{name}", $"{name}, in the layout of CIFAR-10")),
            .. DatasetRegistry.All
                .Where(kind => kind.NeedsPath && kind != cifar && Files($"{kind.Id}-{Training}*").Any())
                .Select(kind => ($"{kind.Id}:.", $"{kind.Id} in the folder")),
        ];
    }

    /// <summary>Spaces as the command names them: the built-in ones, and YAML files in the folder.</summary>
    public IReadOnlyList<string> Spaces() => [.. SpaceRegistry.All.Select(space => space.Id), .. Files("*.yaml"), .. Files("*.yml")];

    /// <summary>Tables of trained cells, as the command names them.</summary>
    public IReadOnlyList<string> Tables() =>
        [.. tables.Tables().Select(table => SearchCommand.PathFrom(_folder, table.Path)).Where(path => !path.StartsWith('-'))];

    /// <summary>Whether data that a study names may be used here: those that <see cref="Data"/> lists, also with their full path.</summary>
    /// <param name="data">As <see cref="DatasetSpec"/> reads it.</param>
    public bool Allows(string data) => Data().Any(known => known.Value == data || FullPaths(known.Value).Contains(data));

    // A search writes the path down as it sees it from within the folder, where a link to the folder has been followed.
    private IEnumerable<string> FullPaths(string data)
    {
        var spec = DatasetSpec.Parse(data);
        return spec.Kind.NeedsPath
            ? new[] { _folder, RealPath.Of(_folder) }.Select(folder => $"{spec with { Path = FullPath(spec.Path, folder) }}")
            : [];
    }

    private static string FullPath(string path, string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, folder));

    // A name that looks like an option would be taken for one.
    private IEnumerable<string> Files(string pattern) => FolderFiles.Of(_folder, pattern).Select(file => file.Name).Where(name => !name.StartsWith('-'));
}
