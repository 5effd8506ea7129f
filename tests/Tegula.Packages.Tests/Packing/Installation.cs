using System.Xml.Linq;

namespace Tegula.Packages.Tests.Packing;

/// <summary>The packages of this checkout, and the tool installed from them into a folder of its own, with a cache of its own; all gone in the end.</summary>
public sealed class Installation : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Packs and installs.</summary>
    public Installation()
    {
        Programs.Run(Checkout.PathOf("eng", "pack"), [], Checkout.PathOf(), CallerFree).ShouldSucceed();
        // What the packages need lies in the cache of the checkout's own build; nothing is fetched.
        new XElement(
            "configuration",
            new XElement("packageSources", new XElement("clear"), new XElement("add", new XAttribute("key", "packed"), new XAttribute("value", Packages))),
            new XElement("fallbackPackageFolders", new XElement("add", new XAttribute("key", "built"), new XAttribute("value", Cache()))))
            .Save(_folder.PathOf("NuGet.config"));
        Tools = _folder.PathOf("tools");
        Dotnet(_folder.Path, "tool", "install", "Tegula.Tool", "--tool-path", Tools, "--configfile", _folder.PathOf("NuGet.config")).ShouldSucceed();
    }

    /// <summary>The folder of the packages.</summary>
    public static string Packages { get; } = Checkout.PathOf("artifacts", "package", "release");

    /// <summary>The folder of the installed command.</summary>
    public string Tools { get; }

    /// <summary>The installed command.</summary>
    public string Tegula => Path.Combine(Tools, "tegula");

    /// <summary>Variables under which programs see the cache of their own, and nothing of the tests' own build.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(CallerFree)
    {
        ["NUGET_PACKAGES"] = _folder.PathOf("cache"),
        ["DOTNET_CLI_HOME"] = _folder.PathOf("home"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_NOLOGO"] = "1",
    };

    private static Dictionary<string, string?> CallerFree { get; } = new()
    {
        ["MSBUILDNODECOUNT"] = null,
        ["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT"),
    };

    /// <summary>An empty folder whose packages come from those of this checkout.</summary>
    public string EmptyFolder(string name) => _folder.Make(name);

    /// <summary>Runs the .NET command.</summary>
    internal ProgramResult Dotnet(string folder, params IEnumerable<string> arguments) => Programs.Run("dotnet", arguments, folder, Environment);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static string Cache() => System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
