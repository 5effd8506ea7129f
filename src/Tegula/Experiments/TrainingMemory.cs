using System.Text.Json;
using System.Text.Json.Nodes;
using Tegula.Compute.Plans;
using Tegula.Training;

namespace Tegula.Experiments;

/// <summary>Finished trainings in the memory of an experiment: what they saw under one key, their weights under another.</summary>
internal static class TrainingMemory
{
    private const string Training = "training";
    private const string Weights = "weights";

    /// <summary>A training without its weights, of which only few experiments have need.</summary>
    public static TrainingResult WithoutWeights(TrainingResult result) => result with { Weights = [], Statistics = new BatchNormStatistics(0) };

    /// <summary>The training of a setup; null where it, or the weights that are needed, are not there.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="setup">What is trained on what and how.</param>
    /// <param name="needsWeights">Whether its weights are needed.</param>
    /// <param name="parameters">Parameters of the network.</param>
    public static TrainingResult? Find(IExperimentMemory memory, TrainingSetup setup, bool needsWeights, int parameters)
    {
        JsonObject decisive = setup.ToJson();
        if (!memory.TryFind(ExperimentParts.Text(Training, decisive), ExperimentJson.Default.TrainingPart, out TrainingPart? part)) return null;
        var result = new TrainingResult(part!.Status, [], new BatchNormStatistics(0), part.Epochs) { BestEpoch = part.BestEpoch, Divergence = part.Divergence };
        if (!needsWeights) return result;
        return memory.TryFind(ExperimentParts.Text(Weights, setup.ToJson()), ExperimentJson.Default.WeightsPart, out WeightsPart? kept)
            && kept!.ToWeights(parameters) is { } weights
                ? result with { Weights = weights, Statistics = kept.ToStatistics() }
                : null;
    }

    /// <summary>Keeps a training, and its weights where they are needed.</summary>
    public static void Keep(IExperimentMemory memory, TrainingSetup setup, TrainingResult result, bool needsWeights, TimeSpan duration)
    {
        // The weights first: where they are missing, the training is made again.
        if (needsWeights)
        {
            var weights = WeightsPart.Of(result.Weights, result.Statistics);
            memory.Keep(
                ExperimentParts.Text(Weights, setup.ToJson()), JsonSerializer.Serialize(weights, ExperimentJson.Default.WeightsPart), duration);
        }

        var part = new TrainingPart(result.Status, result.Epochs, result.BestEpoch, result.Divergence);
        memory.Keep(ExperimentParts.Text(Training, setup.ToJson()), JsonSerializer.Serialize(part, ExperimentJson.Default.TrainingPart), duration);
    }
}
