using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Datasets;
using Tegula.Networks;

namespace Tegula.Training;

/// <summary>What is trained on what and how: all that two trainings must share for one to go on from the other's state.</summary>
/// <remarks>Paths of files are no part of it: the same data elsewhere are the same data.</remarks>
public sealed record TrainingSetup
{
    /// <summary>Text of the architecture, as <see cref="Architectures.ArchitectureReader"/> reads it.</summary>
    public required string Architecture { get; init; }

    /// <summary>What the architecture leaves open about the network.</summary>
    public required NetworkOptions Network { get; init; }

    /// <summary>Id of the kind of data.</summary>
    public required string Data { get; init; }

    /// <summary>Channels of an image.</summary>
    public required int Channels { get; init; }

    /// <summary>Rows of an image.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of an image.</summary>
    public required int Width { get; init; }

    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary><see cref="ImageDataset.ContentHash"/> of the images trained on.</summary>
    public required string DataHash { get; init; }

    /// <summary>That of the images evaluated on after every epoch; null without any.</summary>
    public string? HeldOutHash { get; init; }

    /// <summary>How the weights were drawn.</summary>
    public required WeightScheme Initialization { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>Shape of an image.</summary>
    public ImageShape Shape => new(Channels, Height, Width);

    /// <summary>The setup of a training; reads all images.</summary>
    /// <param name="architecture">Text of the architecture.</param>
    /// <param name="network">What the architecture leaves open.</param>
    /// <param name="data">The images to train on.</param>
    /// <param name="heldOut">Those to evaluate on; may be null.</param>
    /// <param name="options">How to train.</param>
    /// <param name="initialization">How the weights are drawn.</param>
    public static TrainingSetup Of(
        string architecture,
        NetworkOptions network,
        ImageDataset data,
        ImageDataset? heldOut,
        TrainingOptions options,
        WeightScheme initialization = WeightScheme.KaimingNormal) => new()
        {
            Architecture = architecture,
            Network = network,
            Data = data.Id,
            Channels = data.Shape.Channels,
            Height = data.Shape.Height,
            Width = data.Shape.Width,
            Classes = data.ClassCount,
            DataHash = data.ContentHash,
            HeldOutHash = heldOut?.ContentHash,
            Initialization = initialization,
            Options = options,
        };

    /// <summary>The first thing in which another setup differs, in words: <c>learningRate is 0.1, not 0.05</c>; null where there is none.</summary>
    /// <param name="other">The setup to compare with, named second.</param>
    public string? DifferenceFrom(TrainingSetup other) => Difference(ToJson(), other.ToJson(), "");


    /// <summary>The setup as JSON: equal texts, equal trainings.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, CheckpointJson.Default.TrainingSetup)!.AsObject();

    private static string? Difference(JsonObject mine, JsonObject others, string inside)
    {
        foreach ((string name, JsonNode? value) in mine)
        {
            JsonNode? other = others[name];
            if (JsonNode.DeepEquals(value, other)) continue;
            return value is JsonObject part && other is JsonObject otherPart
                ? Difference(part, otherPart, $" of {name}")
                : $"{name}{inside} is {Text(value)}, not {Text(other)}";
        }

        return null;
    }

    private static string Text(JsonNode? value) => value?.ToString() ?? "nothing";
}
