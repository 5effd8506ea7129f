using Tegula.Architectures.Graphs;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>
/// DenseNet-type MLP: one cell of d_c layers with w_c neurons each and random concatenation links, then a dense layer to the classes. Every layer has
/// biases and no batch norm. Source: 001_20c8c2cd2fe38226.txt, Sec. 3.1, App. G.1.
/// </summary>
public sealed record DenseNetMlp : IArchitecture
{
    /// <summary>Id in the registry.</summary>
    public const string Id = "densenet-mlp";

    /// <summary>Neurons of the input unless said otherwise: an image of MNIST.</summary>
    public const int DefaultInputs = 784;

    /// <summary>Classes unless said otherwise.</summary>
    public const int DefaultClasses = 10;

    private const int MaxDepth = 2_000;
    private const int MaxWidth = 4_096;

    /// <summary>Creates one.</summary>
    /// <param name="depth">d_c, at least 3.</param>
    /// <param name="width">w_c, at least 1.</param>
    /// <param name="skipCandidates">t_c, at least 0.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public DenseNetMlp(int depth, int width, int skipCandidates)
    {
        Depth = Require.Within(depth, 3, MaxDepth, "depth");
        Width = Require.Within(width, 1, MaxWidth, "w");
        SkipCandidates = Require.Within(skipCandidates, 0, int.MaxValue, "tc");
    }

    /// <summary>d_c, layers of the cell.</summary>
    public int Depth { get; }

    /// <summary>w_c, neurons of each layer.</summary>
    public int Width { get; }

    /// <summary>t_c, the most neurons that supply skip connections to a layer.</summary>
    public int SkipCandidates { get; }

    /// <summary>Seed of the links.</summary>
    public ulong Seed { get; init; }

    /// <summary>Neurons of the input, at least 1.</summary>
    /// <exception cref="ArgumentException">Less.</exception>
    public int Inputs
    {
        get;
        init => field = Require.Within(value, 1, int.MaxValue, "inputs");
    }
    = DefaultInputs;

    /// <summary>Outputs, at least 1.</summary>
    /// <exception cref="ArgumentException">Less.</exception>
    public int Classes
    {
        get;
        init => field = Require.Classes(value);
    }
    = DefaultClasses;

    /// <inheritdoc/>
    public ArchitectureGraph ToGraph()
    {
        var builder = new ArchitectureGraphBuilder();
        int input = builder.Add("input", NodeRole.Input, channels: Inputs);
        var cell = new ConcatenationCell(0, Depth, Width, SkipCandidates, Seed);
        int last = cell.AddTo(builder, (input, Inputs), (_, channels) => ConvolutionCost.Linear(channels, Width));
        builder.Connect(last, builder.Add("output", NodeRole.Output, channels: Classes), ConvolutionCost.Linear(Width, Classes));
        return builder.Build();
    }

    /// <summary>The text that <see cref="ModelRegistry.Parse"/> reads.</summary>
    public override string ToString() => new SpecificationText(Id)
        .With("depth", Depth).With("w", Width).With("tc", SkipCandidates).With("seed", Seed)
        .Unless("inputs", Inputs, DefaultInputs).Unless("classes", Classes, DefaultClasses).ToString();
}
