using System.Reflection;

namespace Tegula.Studies;

/// <summary>Which program on which machine makes a number.</summary>
public static class Provenance
{
    /// <summary>Version of the library, with the commit that it was built from where that is known.</summary>
    public static string Version { get; } =
        typeof(Provenance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Name of this machine.</summary>
    public static string Machine { get; } = Environment.MachineName;
}
