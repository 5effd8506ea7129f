using Tegula.Dashboard.Figures;
using Tegula.Dashboard.Stores;
using Tegula.Studies;

namespace Tegula.Dashboard.Searches;

/// <summary>A command that searches, and which study it writes.</summary>
/// <param name="Store">Where the study lies.</param>
/// <param name="Study">Name of the study.</param>
/// <param name="Arguments">What follows the program's name.</param>
/// <param name="Password">Password of the store's server, which stands in no command; null without one.</param>
public sealed record SearchCommand(ShelvedStore Store, string Study, IReadOnlyList<string> Arguments, string? Password)
{
    /// <summary>As it is typed in a shell in the dashboard's folder.</summary>
    public string Text => ShellText.Join(["tegula", .. Arguments]);

    /// <summary>A search from its beginning.</summary>
    /// <param name="folder">The folder that it will run in.</param>
    /// <param name="store">Where its study will lie.</param>
    /// <param name="form">What is asked.</param>
    public static SearchCommand Begin(string folder, ShelvedStore store, SearchForm form)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(form);
        var (location, password) = Location(folder, store);
        return new(store, form.Name, ["search", .. Option("--study", location), .. Option("--name", form.Name), .. form.Options()], password);
    }

    /// <summary>A search that goes on.</summary>
    /// <param name="folder">The folder that it will run in.</param>
    /// <param name="store">Where its study lies.</param>
    /// <param name="study">Name of the study.</param>
    public static SearchCommand Resume(string folder, ShelvedStore store, string study)
    {
        ArgumentNullException.ThrowIfNull(store);
        var (location, password) = Location(folder, store);
        return new(store, study, ["study", "resume", .. Option("--name", study), .. Option("--study", location)], password);
    }

    /// <summary>An option with its value, also where the value looks like an option.</summary>
    internal static IEnumerable<string> Option(string name, string value) => value.StartsWith('-') ? [$"{name}={value}"] : [name, value];

    /// <summary>The path of a file for a command that runs in a folder: short where it lies in there, else full.</summary>
    internal static string PathFrom(string folder, string path)
    {
        string relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static (string Location, string? Password) Location(string folder, ShelvedStore store)
    {
        if (StudyStore.IsServer(store.Location))
            return WithoutPassword(store.Location);
        return (PathFrom(folder, store.Location), null);
    }

    // A command line is seen by everybody on the machine.
    private static (string Location, string? Password) WithoutPassword(string location)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out var uri) || uri.UserInfo.Split(':', 2) is not [var user, var password])
            return (location, null);
        return (location.Replace($"{uri.UserInfo}@", $"{user}@", StringComparison.Ordinal), Uri.UnescapeDataString(password));
    }
}
