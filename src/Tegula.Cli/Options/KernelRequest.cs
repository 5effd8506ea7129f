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

    /// <summary>Opens the images; null when the inputs are two samples of a given correlation.</summary>
    /// <exception cref="DatasetException">They cannot be read, or are too few.</exception>
    public ImageDataset? OpenImages()
    {
        if (Data is null)
            return null;
        var images = DatasetSpec.Open(Data);
        MinibatchSampler.Draw(images, Samples, Seed, repeat: 0);
        return images;
    }

    /// <summary>The kernel of the inputs.</summary>
    /// <param name="images">What <see cref="OpenImages"/> opened.</param>
    /// <exception cref="KernelException">The images make no kernel.</exception>
    public double[,] InputKernel(ImageDataset? images) => images is null
        ? Tegula.Kernels.InputKernel.OfCorrelation(Correlation!.Value)
        : Tegula.Kernels.InputKernel.OfImages(images, Samples, Seed, Threads);
}
