using System.Text.Json.Serialization;
using Tegula.Architectures;
using Tegula.Architectures.Models;
using Tegula.Compute.Graphs;
using Tegula.Isometry;
using Tegula.Networks;
using Tegula.Topology;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>isometry</c> for a network.</summary>
internal sealed record IsometryReport
{
    /// <summary>The architecture, with the sizes of the data.</summary>
    public required string Architecture { get; init; }

    /// <summary>The data as the user wrote it.</summary>
    public required string Data { get; init; }

    /// <summary>Images in the minibatch.</summary>
    public required int Batch { get; init; }

    /// <summary>Random initialisations.</summary>
    public required int Repeats { get; init; }

    /// <summary>Seed of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Trainable parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>NN-Mass, where the architecture has layered cells.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? NnMass { get; init; }

    /// <summary>
    /// Proposition 2 for linear layers of a DenseNet-type MLP, with the variance that the initial weights of a layer of average fan-in w + m/2 have.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IsometryBoundsJson? Bounds { get; init; }

    /// <summary>The layers, in the network's order.</summary>
    public required IReadOnlyList<LayerIsometryJson> Layers { get; init; }

    /// <summary>Mean over the layers of their mean singular values.</summary>
    public required double MeanSingularValue { get; init; }

    /// <summary>Standard deviation between the repeats; 0 for one.</summary>
    public required double Sd { get; init; }

    /// <summary>The mean without the first layer and the last.</summary>
    public required double InnerMeanSingularValue { get; init; }

    /// <summary>Mean of |singular value - 1| over the layers.</summary>
    public required double MeanDeviation { get; init; }

    /// <summary>Puts the measurements of several initialisations together.</summary>
    public static IsometryReport Of(
        IArchitecture architecture, string data, int batch, Graph graph, WeightScheme scheme, IReadOnlyList<NetworkIsometry> repeats, ulong seed)
    {
        var mass = Topology.NnMass.Of(architecture.ToGraph())?.Mass;
        return new()
        {
            Architecture = architecture.ToString()!,
            Data = data,
            Batch = batch,
            Repeats = repeats.Count,
            Seed = seed,
            Parameters = graph.ParameterLength,
            NnMass = mass,
            Bounds = architecture is DenseNetMlp model && mass is { } known ? BoundsOf(model.Width, known, scheme) : null,
            Layers = [.. Enumerable.Range(0, repeats[0].Layers.Length).Select(layer => LayerIsometryJson.Of(repeats, layer))],
            MeanSingularValue = repeats.Average(repeat => repeat.MeanSingularValue),
            Sd = LayerIsometryJson.SdOf([.. repeats.Select(repeat => repeat.MeanSingularValue)]),
            InnerMeanSingularValue = repeats.Average(repeat => repeat.InnerMeanSingularValue),
            MeanDeviation = repeats.Average(repeat => repeat.MeanDeviation),
        };
    }

    private static IsometryBoundsJson BoundsOf(int width, double mass, WeightScheme scheme)
    {
        // N(0, 2 / fan in), or uniform within 1 / sqrt(fan in), whose variance is a third of that bound squared.
        var variance = (scheme == WeightScheme.UniformFanIn ? 1.0 / 3 : 2) / (width + (mass / 2));
        var bounds = IsometryBounds.Of(width, mass, variance);
        return new(variance, bounds.Lower, bounds.Upper);
    }
}
