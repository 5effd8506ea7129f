using System.Security.Cryptography;
using System.Text;
using Tegula.Datasets;
using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>One way of measuring: everything beside architecture and indicators that decides the bits of a score.</summary>
public sealed record ScoringContext
{
    /// <summary>Raised whenever a release changes the bits of any score; scores of different revisions are never mixed.</summary>
    public const int CurrentRevision = 1;

    /// <summary>Id of the space, or of the space of its supernets.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the kind of data.</summary>
    public required string DataId { get; init; }

    /// <summary><see cref="ImageDataset.ContentHash"/> of the data.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Settings by name; neither indicators nor threads are among them.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>See <see cref="CurrentRevision"/>.</summary>
    public int Revision { get; init; } = CurrentRevision;

    /// <summary>SHA-256 over all of this, in lower-case hexadecimal: equal keys, equal scores.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private string Text => string.Join(
        '\n',
        [$"revision {Revision}", $"space {Space}", $"data {DataId} {DataSha256}", .. Settings.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key} {item.Value}")]);

    /// <summary>The context of a measurement.</summary>
    /// <param name="space">Id of the space, or of the space of its supernets.</param>
    /// <param name="data">The training split.</param>
    /// <param name="options">How it is measured.</param>
    public static ScoringContext Of(string space, ImageDataset data, IndicatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new()
        {
            Space = space,
            DataId = data.Id,
            DataSha256 = data.ContentHash,
            Settings = IndicatorSettings.Of(options),
        };
    }

    /// <summary>The options of the measurement; threads are 0.</summary>
    /// <param name="indicators">Ids of the indicators.</param>
    /// <exception cref="ArgumentException">A setting is unknown to this version of the library, or missing.</exception>
    public IndicatorOptions Options(IReadOnlyList<string> indicators) => IndicatorSettings.Read(Settings, indicators);
}
