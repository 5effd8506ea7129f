using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Tegula.Dashboard.Assets;

/// <summary>Addresses of style sheets and scripts.</summary>
internal static class AssetLinks
{
    private const int HashDigits = 12;

    private static readonly ConcurrentDictionary<string, string?> Known = new();

    /// <summary>The address of an asset; a digest in it changes with the content, so that a browser may keep what it has.</summary>
    /// <param name="name">Its file name.</param>
    /// <returns>Null when the program was built without it, as scripts are without Node.js.</returns>
    public static string? Of(string name) => Known.GetOrAdd(name, static wanted =>
    {
        using var content = AssetContent.Open(wanted);
        return content is null ? null : $"/assets/{wanted}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits]}";
    });
}
