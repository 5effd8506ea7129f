using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Networks;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>Trains DARTS networks as the cell study does: 002_18e5d33089871091.txt, App. A.1, A.3 and A.4, without regularisation.</summary>
internal static class CellTrainings
{
    /// <summary>Small networks on a few thousand images; two cores train 5 of them for 8 epochs in minutes.</summary>
    public static ExperimentSettings Quick { get; } = new()
    {
        Seeds = 2,
        Epochs = 8,
        Images = 2_000,
        TestImages = 500,
        Batch = 80,
        Channels = 4,
        Cells = 8,
        Variants = 3,
        LearningRates = [0.025],
    };

    /// <summary>The paper's networks and recipe (App. A.3).</summary>
    public static ExperimentSettings Paper { get; } = Quick with { Seeds = 1, Epochs = 600, Images = 0, TestImages = 0, Channels = 36, Cells = 20 };

    /// <summary>The cell whose variants are compared.</summary>
    public static PublishedCell Original { get; } = PublishedCells.All.Single(cell => cell.Id == "darts");

    /// <summary>SGD with momentum 0.9, weight decay 3e-4, gradients clipped at 5, the rate falling to 0 along a cosine; images cropped and mirrored.</summary>
    public static TrainingOptions Options(ExperimentSettings settings, double learningRate) => new()
    {
        Epochs = settings.Epochs!.Value,
        BatchSize = settings.Batch!.Value,
        LearningRate = learningRate,
        Momentum = 0.9,
        Nesterov = false,
        WeightDecay = 3e-4,
        ClipNorm = 5,
        Schedule = ScheduleKind.Cosine,
        Augmentation = new Augmentation { Crop = Augmentation.DefaultCrop, Flip = true },
    };

    /// <summary>Trainings of some cells, repeated.</summary>
    public static IReadOnlyList<PlannedTraining> Plan(IEnumerable<NamedCell> cells, ExperimentSettings settings, ExperimentData data, double learningRate) =>
    [
        .. from cell in cells
           let network = Network(cell.Genotype, settings, data)
           from repeat in Enumerable.Range(0, settings.Seeds!.Value)
           select new PlannedTraining(cell.Caption, repeat, network, Options(settings, learningRate)),
    ];

    /// <summary>The network of a cell pair.</summary>
    public static PlannedNetwork Network(DartsGenotype genotype, ExperimentSettings settings, ExperimentData data) =>
        PlannedNetwork.Of(genotype, data.Train, new NetworkOptions { Channels = settings.Channels, Cells = settings.Cells });

    /// <summary>Accuracy on test images of guessing, in percent: what a training that was given up counts.</summary>
    public static double Chance(ExperimentData data) => 100.0 / data.Train.ClassCount;

    /// <summary>The mean test accuracy over all epochs, in percent, for each repeat of a series: the higher, the faster it converged.</summary>
    public static MeanAndDeviation Accuracy(IEnumerable<FinishedTraining> series, ExperimentSettings settings, ExperimentData data) => MeanAndDeviation.Of(
        series.Select(training => TrainingCurves.MeanOfFirst(training, epoch => epoch.HeldOutAccuracy, settings.Epochs!.Value, Chance(data))))!;
}
