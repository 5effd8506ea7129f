using System.Collections.Immutable;
using System.Globalization;

namespace Tegula.Experiments;

/// <summary>How large an experiment is. What an experiment does not ask for is null (or default) in its own settings and cannot be set.</summary>
public sealed record ExperimentSettings
{
    /// <summary>Independent repeats of everything random, at least 1.</summary>
    public int? Seeds { get; init; }

    /// <summary>Passes of each training over its images, at least 1.</summary>
    public int? Epochs { get; init; }

    /// <summary>Samples to train on, the first of the data; 0 for all.</summary>
    public int? Images { get; init; }

    /// <summary>Samples to test on, the first of the test data; 0 for all.</summary>
    public int? TestImages { get; init; }

    /// <summary>Samples of one step, at least 2.</summary>
    public int? Batch { get; init; }

    /// <summary>Learning rates, each above 0.</summary>
    public ImmutableArray<double> LearningRates { get; init; }

    /// <summary>Neurons of each hidden layer, at least 1.</summary>
    public int? Width { get; init; }

    /// <summary>Layers d_c of the networks, each at least 3.</summary>
    public ImmutableArray<int> Depths { get; init; }

    /// <summary>Skip candidates t_c of the networks, each at least 0.</summary>
    public ImmutableArray<int> SkipCandidates { get; init; }

    /// <summary>Channels of the first cells, at least 1.</summary>
    public int? Channels { get; init; }

    /// <summary>Cells of a network, at least 1.</summary>
    public int? Cells { get; init; }

    /// <summary>Intermediate nodes of a cell, at least 1.</summary>
    public int? Nodes { get; init; }

    /// <summary>Variants of a cell beside the original, at least 1.</summary>
    public int? Variants { get; init; }

    /// <summary>Points along each side of a landscape, at least 3.</summary>
    public int? Points { get; init; }

    /// <summary>Samples that a landscape or a kernel looks at, at least 2.</summary>
    public int? Samples { get; init; }

    /// <summary>Random matrices or cells of a simulation, at least 1.</summary>
    public int? Draws { get; init; }

    /// <summary>These settings with what another names in place of their own.</summary>
    /// <param name="wishes">Null or default where nothing is wished.</param>
    /// <exception cref="ExperimentException">A wish is for something that these settings do not have, or is out of its range.</exception>
    public ExperimentSettings With(ExperimentSettings wishes)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        return new ExperimentSettings
        {
            Seeds = Replace(Seeds, wishes.Seeds, "seeds", 1),
            Epochs = Replace(Epochs, wishes.Epochs, "epochs", 1),
            Images = Replace(Images, wishes.Images, "images", 0),
            TestImages = Replace(TestImages, wishes.TestImages, "test-images", 0),
            Batch = Replace(Batch, wishes.Batch, "batch", 2),
            LearningRates = Replace(LearningRates, wishes.LearningRates, "lr", rate => rate > 0 && double.IsFinite(rate), "above 0"),
            Width = Replace(Width, wishes.Width, "width", 1),
            Depths = Replace(Depths, wishes.Depths, "depths", depth => depth >= 3, "at least 3"),
            SkipCandidates = Replace(SkipCandidates, wishes.SkipCandidates, "tc", candidates => candidates >= 0, "at least 0"),
            Channels = Replace(Channels, wishes.Channels, "channels", 1),
            Cells = Replace(Cells, wishes.Cells, "cells", 1),
            Nodes = Replace(Nodes, wishes.Nodes, "nodes", 1),
            Variants = Replace(Variants, wishes.Variants, "variants", 1),
            Points = Replace(Points, wishes.Points, "points", 3),
            Samples = Replace(Samples, wishes.Samples, "samples", 2),
            Draws = Replace(Draws, wishes.Draws, "draws", 1),
        };
    }

    private static int? Replace(int? own, int? wish, string name, int least)
    {
        if (wish is not { } value)
            return own;
        if (own is null)
            throw new ExperimentException($"this experiment has no --{name}");
        return value >= least ? value : throw new ExperimentException($"--{name} is {value}, expected at least {least}");
    }

    private static ImmutableArray<T> Replace<T>(ImmutableArray<T> own, ImmutableArray<T> wish, string name, Func<T, bool> isAllowed, string range)
    {
        if (wish.IsDefault)
            return own;
        if (own.IsDefault)
            throw new ExperimentException($"this experiment has no --{name}");
        if (wish.IsEmpty)
            throw new ExperimentException($"--{name} is empty; it needs at least one number");
        foreach (T value in wish.Where(value => !isAllowed(value)))
            throw new ExperimentException(string.Create(CultureInfo.InvariantCulture, $"--{name} holds {value}, expected numbers {range}"));
        return wish;
    }
}
