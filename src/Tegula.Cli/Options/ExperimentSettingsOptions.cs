using System.Collections.Immutable;
using System.CommandLine;
using Tegula.Experiments;

namespace Tegula.Cli.Options;

/// <summary>The options that change the size of an experiment; each experiment has some of them.</summary>
internal sealed class ExperimentSettingsOptions
{
    private readonly Option<bool> _paper = new("--paper")
    {
        Description = "The size in the paper instead of one that ends in minutes; the other options still change it",
    };

    private readonly Option<int?> _seeds = Limits.AtLeast(1, "--seeds", "Independent repeats");
    private readonly Option<int?> _epochs = Limits.AtLeast(1, "--epochs", "Passes over the training samples");
    private readonly Option<int?> _images = Limits.AtLeast(0, "--images", "Samples to train on, the first of the data; 0 for all");
    private readonly Option<int?> _testImages = Limits.AtLeast(0, "--test-images", "Samples to test on; 0 for all");
    private readonly Option<int?> _batch = Limits.AtLeast(2, "--batch", "Samples of one step");
    private readonly Option<ImmutableArray<double>?> _rates =
        NumberList.Create<double>("--lr", "Learning rates; experiments with one take the first", "0.025,0.25");
    private readonly Option<int?> _width = Limits.AtLeast(1, "--width", "Neurons of each hidden layer");
    private readonly Option<ImmutableArray<int>?> _depths = NumberList.Create<int>("--depths", "Layers of the MLPs", "16,24,32");
    private readonly Option<ImmutableArray<int>?> _candidates = NumberList.Create<int>("--tc", "Skip candidates of the MLPs", "0,2,4,7,10,14");
    private readonly Option<int?> _channels = Limits.AtLeast(1, "--channels", "Channels of the first cells");
    private readonly Option<int?> _cells = Limits.AtLeast(1, "--cells", "Cells of a network");
    private readonly Option<int?> _nodes = Limits.AtLeast(1, "--nodes", "Intermediate nodes of a cell");
    private readonly Option<int?> _variants = Limits.AtLeast(1, "--variants", "Variants beside the original cell");
    private readonly Option<int?> _points = Limits.AtLeast(3, "--points", "Points along each side of a landscape");
    private readonly Option<int?> _samples = Limits.AtLeast(2, "--samples", "Samples that a landscape or a Jacobian looks at");
    private readonly Option<int?> _draws = Limits.AtLeast(1, "--draws", "Random matrices or cells of a simulation");

    /// <summary>Adds the options to a command.</summary>
    public ExperimentSettingsOptions AddTo(Command command)
    {
        Option[] all =
        [
            _paper, _seeds, _epochs, _images, _testImages, _batch, _rates, _width, _depths, _candidates, _channels, _cells, _nodes, _variants, _points,
            _samples, _draws,
        ];
        foreach (var option in all)
            command.Add(option);
        return this;
    }

    /// <summary>The size that is wanted.</summary>
    /// <exception cref="ExperimentException">An option is given that the experiment does not have.</exception>
    public ExperimentSettings Read(ParseResult result, Experiment experiment) =>
        (result.GetValue(_paper) ? experiment.Paper : experiment.Quick).With(new ExperimentSettings
        {
            Seeds = result.GetValue(_seeds),
            Epochs = result.GetValue(_epochs),
            Images = result.GetValue(_images),
            TestImages = result.GetValue(_testImages),
            Batch = result.GetValue(_batch),
            LearningRates = result.GetValue(_rates) ?? default,
            Width = result.GetValue(_width),
            Depths = result.GetValue(_depths) ?? default,
            SkipCandidates = result.GetValue(_candidates) ?? default,
            Channels = result.GetValue(_channels),
            Cells = result.GetValue(_cells),
            Nodes = result.GetValue(_nodes),
            Variants = result.GetValue(_variants),
            Points = result.GetValue(_points),
            Samples = result.GetValue(_samples),
            Draws = result.GetValue(_draws),
        });
}
