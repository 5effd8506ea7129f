using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>One way of measuring: everything beside architecture and indicators that decides the bits of a score.</summary>
public sealed record ScoringContext
{
    /// <summary>Raised whenever a release changes the bits of any score; scores of different revisions are never mixed.</summary>
    public const int CurrentRevision = 1;

    private const string DefinitionSetting = "spaceDefinition";

    /// <summary>Id of the space, or of the space of its supernets.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the kind of data.</summary>
    public required string DataId { get; init; }

    /// <summary><see cref="ImageDataset.ContentHash"/> of the data.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>Settings by name, each as JSON; neither indicators nor threads are among them. An own space has its definition here.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>See <see cref="CurrentRevision"/>.</summary>
    public int Revision { get; init; } = CurrentRevision;

    /// <summary>SHA-256 over all of this, in lower-case hexadecimal: equal keys, equal scores.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    private string Text => string.Join(
        '\n',
        [
            $"revision {Revision}", $"space {Space}", $"data {DataId} {DataSha256}",
            .. Settings.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{item.Key} {item.Value}"),
        ]);

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
            Settings = WithDefinition(IndicatorSettings.Of(options), space),
        };
    }

    /// <summary>The definition of an own space among settings, its YAML; null where the space is built in, or the setting is no text.</summary>
    /// <param name="settings">As <see cref="Settings"/>.</param>
    public static string? DefinitionIn(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return settings.TryGetValue(DefinitionSetting, out var text) ? JsonNode.Parse(text)?.GetValue<string>() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Makes an own space known that the settings define, so that what was measured in it can be measured again.</summary>
    /// <returns>The same context.</returns>
    public ScoringContext WithKnownSpace()
    {
        if (DefinitionIn(Settings) is { } definition)
            SearchableSpace.Recall(Space, definition);
        return this;
    }

    /// <summary>The options of the measurement; threads are 0.</summary>
    /// <param name="indicators">Ids of the indicators.</param>
    /// <exception cref="ArgumentException">A setting is unknown to this version of the library, or missing.</exception>
    public IndicatorOptions Options(IReadOnlyList<string> indicators) =>
        IndicatorSettings.Read(Settings.Where(setting => setting.Key != DefinitionSetting).ToDictionary(), indicators);

    // Built-in spaces have none, so that their keys stay what they were.
    private static IReadOnlyDictionary<string, string> WithDefinition(IReadOnlyDictionary<string, string> settings, string space) =>
        SearchableSpace.Find(space) is { } known && SpaceRegistry.Find(known.Id)?.Own is { } own
            ? new Dictionary<string, string>(settings) { [DefinitionSetting] = JsonValue.Create(own.Definition.ToYaml()).ToJsonString() }
            : settings;
}
