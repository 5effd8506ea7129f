using System.Globalization;
using System.Text.Json;
using Tegula.Cli.Output;
using Tegula.Dashboard.Figures;
using Tegula.Datasets;
using Tegula.Studies;

namespace Tegula.Cli.Reports;

/// <summary>What is needed to make a report's numbers again.</summary>
internal static class ReportFacts
{
    private const string Hash = "SHA-256 of the data";

    /// <summary>Version of the program that computes now.</summary>
    public static Fact Version { get; } = new("Version", Provenance.Version);

    /// <summary>The data and their hash.</summary>
    public static IEnumerable<Fact> Data(string text, ImageDataset images) =>
    [
        new("Data", string.Create(CultureInfo.InvariantCulture, $"{text}, {images.Count:N0} images of {images.Shape} in {images.ClassCount} classes")),
        new(Hash, images.ContentHash),
    ];

    /// <summary>The seed.</summary>
    public static Fact Seed(ulong seed) => new("Seed", seed.ToString(CultureInfo.InvariantCulture));

    /// <summary>A time taken.</summary>
    public static Fact Time(double seconds) => new("Time taken", NumberText.Time(TimeSpan.FromSeconds(seconds)));

    /// <summary>Seed and data of an answer, from its request and its JSON document.</summary>
    public static IReadOnlyList<Fact> Of(string request, string json)
    {
        using var asked = JsonDocument.Parse(request);
        using var answer = JsonDocument.Parse(json);
        var facts = new List<Fact>();
        if ((Plain(answer.RootElement, "seed") ?? Plain(asked.RootElement, "seed")) is { } seed)
            facts.Add(new("Seed", seed));
        if (Plain(answer.RootElement, "data") is { } data)
            facts.Add(new("Data", data));
        facts.AddRange(Hashes(asked.RootElement));
        return [.. facts.Distinct()];
    }

    private static string? Plain(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && (value.ValueKind is JsonValueKind.Number or JsonValueKind.String) ? value.ToString() : null;

    // Requests name data by id, number of images and hash, at whatever depth.
    private static IEnumerable<Fact> Hashes(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            yield break;
        if (Plain(element, "sha256") is { } hash)
            yield return new(Plain(element, "id") is { } id ? $"{Hash} ({id}, {Plain(element, "images")} images)" : Hash, hash);
        foreach (var fact in element.EnumerateObject().SelectMany(property => Hashes(property.Value)))
            yield return fact;
    }
}
