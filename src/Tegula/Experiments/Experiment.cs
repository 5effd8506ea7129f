using System.Collections.Immutable;

namespace Tegula.Experiments;

/// <summary>A figure or table of one of the papers, run again.</summary>
public abstract class Experiment
{
    /// <summary>Stable id, such as <c>dag-convergence</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What is compared, in one line.</summary>
    public abstract string Title { get; }

    /// <summary>Paper file and figure.</summary>
    public abstract string Source { get; }

    /// <summary>A size that ends in minutes on two cores.</summary>
    public abstract ExperimentSettings Quick { get; }

    /// <summary>The size in the paper, where it says so.</summary>
    public abstract ExperimentSettings Paper { get; }

    /// <summary>The data set that is built in and stands in for the paper's; null where no data is needed.</summary>
    public abstract string? BuiltInData { get; }

    /// <summary>Ids of the data sets in the paper; empty where no data is needed.</summary>
    public abstract ImmutableArray<string> PaperData { get; }

    /// <summary>Refuses in an instant what <see cref="Run"/> would refuse.</summary>
    /// <exception cref="ExperimentException">The request does not fit the experiment.</exception>
    public virtual void Check(ExperimentRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Settings is not { Images: { } images, Batch: { } batch } || request.Data is not { } data)
            return;
        int count = images == 0 ? data.Train.Count : Math.Min(images, data.Train.Count);
        if (batch > count)
            throw new ExperimentException($"--batch is {batch}, more than the {count} samples to train on; give a smaller one, or more --images");
    }

    /// <summary>Runs it. The result is a function of the request but for threads, progress and memory.</summary>
    /// <exception cref="ExperimentException">The request does not fit the experiment.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract ExperimentResult Run(ExperimentRequest request, CancellationToken token = default);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
