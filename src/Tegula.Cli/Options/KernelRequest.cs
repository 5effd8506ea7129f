using Tegula.Architectures;
using Tegula.Datasets;
using Tegula.Kernels;

namespace Tegula.Cli.Options;

/// <summary>What <c>kernel</c> was asked for.</summary>
internal sealed record KernelRequest
{
    /// <summary>The networks, at least one.</summary>
    public required IReadOnlyList<DagArchitecture> Dags { get; init; }

    /// <summary>The correlation of two samples; null when the inputs are images.</summary>
    public double? Correlation { get; init; }

    /// <summary>The images as the user wrote them; null when the inputs are two samples of a given correlation.</summary>
    public string? Data { get; init; }

    /// <summary>How many images.</summary>
    public required int Samples { get; init; }

    /// <summary>What follows every linear map.</summary>
    public required Activation Activation { get; init; }

    /// <summary>What becomes of the kernel where edges meet.</summary>
    public required PropagationRule Rule { get; init; }

    /// <summary>The learning rate; null for the default.</summary>
    public double? Eta { get; init; }

    /// <summary>Steps of the convergence curves.</summary>
    public required int Steps { get; init; }

    /// <summary>How to measure the kernel on finite networks; null for not at all.</summary>
    public MonteCarloOptions? MonteCarlo { get; init; }

    /// <summary>Fixes every random choice.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Most threads to use.</summary>
    public required int Threads { get; init; }

    /// <summary>The kernel of the inputs.</summary>
    /// <exception cref="DatasetException">The images cannot be read, or are too few.</exception>
    /// <exception cref="KernelException">The images make no kernel.</exception>
    public double[,] InputKernel() => Correlation is { } correlation
        ? Tegula.Kernels.InputKernel.OfCorrelation(correlation)
        : Tegula.Kernels.InputKernel.OfImages(DatasetSpec.Open(Data!), Samples, Seed, Threads);
}
