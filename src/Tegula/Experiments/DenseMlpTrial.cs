using Tegula.Architectures.Models;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Topology;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>A DenseNet-type MLP of an experiment: 8 neurons a layer, as everywhere in the paper.</summary>
/// <param name="Depth">d_c.</param>
/// <param name="SkipCandidates">t_c.</param>
internal sealed record DenseMlpTrial(int Depth, int SkipCandidates)
{
    /// <summary>w_c (001_20c8c2cd2fe38226.txt, App. G.1).</summary>
    public const int Width = 8;

    /// <summary>The MLP with the links of a seed, as large as the data asks for.</summary>
    public DenseNetMlp Model(ImageDataset data, ulong seed, int repeat) => new(Depth, Width, SkipCandidates)
    {
        Inputs = data.Shape.Length,
        Classes = data.ClassCount,
        Seed = seed + (ulong)repeat,
    };

    /// <summary>NN-Mass; the same for all links.</summary>
    public double Mass(ImageDataset data) => NnMass.Of(Model(data, 0, 0).ToGraph())?.Mass ?? 0;

    /// <summary>Trainable numbers; the same for all links.</summary>
    public long Parameters(ImageDataset data) => Model(data, 0, 0).ToGraph().Parameters;

    /// <summary>The network: ELU, or ReLU on the synthetic sets of two features (App. G.1 and H.1).</summary>
    public PlannedNetwork Network(ImageDataset data, ulong seed, int repeat) =>
        PlannedNetwork.Of(Model(data, seed, repeat), data, new NetworkOptions { Activation = ActivationFor(data) });

    /// <summary>
    /// The weights that trainings start from. On two features they have biases: without, a ReLU network of one positive number is a straight line.
    /// </summary>
    public static WeightScheme SchemeFor(ImageDataset data) => data.Shape.Length == 2 ? WeightScheme.UniformFanIn : WeightScheme.KaimingNormal;

    /// <summary>Adam, as published; no weight decay, no schedule.</summary>
    public static TrainingOptions Recipe(ExperimentSettings settings) => new()
    {
        Epochs = settings.Epochs!.Value,
        BatchSize = settings.Batch!.Value,
        LearningRate = settings.LearningRates[0],
        Optimizer = OptimizerKind.Adam,
        WeightDecay = 0,
        Schedule = ScheduleKind.Constant,
    };

    /// <summary>What the paper uses for a data set.</summary>
    public static Activation ActivationFor(ImageDataset data) => data.Shape.Length == 2 ? Activation.Relu : Activation.Elu;
}
