using System.Text.Json.Nodes;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Cli.Output;

/// <summary>Parts of requests as JSON: all that decides an answer, with every default filled in, so that equal requests are equal texts.</summary>
internal static class RequestJson
{
    /// <summary>Data by their content, wherever they lie; null for none.</summary>
    public static JsonObject? Of(ImageDataset? data) =>
        data is null ? null : new() { ["id"] = data.Id, ["images"] = data.Count, ["sha256"] = data.ContentHash };

    /// <summary>What an architecture leaves open.</summary>
    public static JsonObject Of(NetworkOptions options) => new()
    {
        ["channels"] = options.Channels,
        ["cells"] = options.Cells,
        ["width"] = options.Width,
        ["activation"] = $"{options.Activation}",
        ["stem"] = $"{options.Stem}",
        ["hasAuxiliaryHead"] = options.HasAuxiliaryHead,
        ["dropsPaths"] = options.DropsPaths,
    };
}
