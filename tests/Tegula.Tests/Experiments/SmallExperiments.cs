using Tegula.Datasets;
using Tegula.Experiments;

namespace Tegula.Tests.Experiments;

/// <summary>Requests for experiments that end in a second.</summary>
internal static class SmallExperiments
{
    private static readonly ExperimentSettings Smallest = new()
    {
        Seeds = 2,
        Epochs = 2,
        Images = 64,
        TestImages = 32,
        Batch = 16,
        Width = 16,
        Depths = [4, 5],
        SkipCandidates = [0, 2, 5],
        Channels = 1,
        Cells = 3,
        Nodes = 3,
        Variants = 2,
        Points = 3,
        Samples = 16,
        Draws = 4,
    };

    /// <summary>A small request, on the data that is built in.</summary>
    public static ExperimentRequest Of(Experiment experiment, int threads)
    {
        ExperimentSettings own = experiment.Quick;
        var request = new ExperimentRequest(own.With(new ExperimentSettings
        {
            Seeds = Small(own.Seeds, Smallest.Seeds),
            Epochs = Small(own.Epochs, Smallest.Epochs),
            Images = Small(own.Images, Smallest.Images),
            TestImages = Small(own.TestImages, Smallest.TestImages),
            Batch = Small(own.Batch, Smallest.Batch),
            Width = Small(own.Width, Smallest.Width),
            Depths = own.Depths.IsDefault ? default : Smallest.Depths,
            SkipCandidates = own.SkipCandidates.IsDefault ? default : Smallest.SkipCandidates,
            Channels = Small(own.Channels, Smallest.Channels),
            Cells = Small(own.Cells, Smallest.Cells),
            Nodes = Small(own.Nodes, Smallest.Nodes),
            Variants = Small(own.Variants, Smallest.Variants),
            Points = Small(own.Points, Smallest.Points),
            Samples = Small(own.Samples, Smallest.Samples),
            Draws = Small(own.Draws, Smallest.Draws),
        }))
        {
            Seed = 7,
            Threads = threads,
        };
        if (experiment.BuiltInData is not { } id) return request;
        var spec = DatasetSpec.Parse(id);
        return request with { Data = new ExperimentData(spec.Load(), spec.LoadTest()!) };
    }

    private static int? Small(int? own, int? smallest) => own is null ? null : smallest;
}
