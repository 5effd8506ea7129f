using System.CommandLine;
using System.Globalization;
using Tegula.Cli.Errors;
using Tegula.Training;

namespace Tegula.Cli.Options;

/// <summary>How a network is trained.</summary>
internal sealed class TrainOptions
{
    private const int DefaultEpochs = 10;
    private const double AdamRate = 1e-3;

    private static readonly TrainingOptions Defaults = new();

    private readonly Option<int?> _epochs = Limits.AtLeast(1, "--epochs", $"Passes over the images (default {DefaultEpochs})");
    private readonly Option<int?> _batch = Limits.AtLeast(2, "--batch", $"Images of one step (default {Defaults.BatchSize})");
    private readonly Option<string?> _optimizer = Limits.OneOf(["sgd", "adam"], "--optimizer", "What moves the weights (default sgd)");
    private readonly Option<double?> _rate = NumberOption.Positive(
        "--lr", $"Learning rate of the first step (default {Defaults.LearningRate}; adam {AdamRate})");
    private readonly Option<double?> _momentum = NumberOption.BelowOne("--momentum", $"Momentum of sgd (default {Defaults.Momentum})");
    private readonly Option<bool> _plain = new("--no-nesterov") { Description = "Plain momentum instead of Nesterov's" };
    private readonly Option<double?> _decay = NumberOption.NotNegative("--weight-decay", $"Weight decay on every parameter (default {Defaults.WeightDecay})");
    private readonly Option<string?> _schedule = Limits.OneOf(["cosine", "constant", "step"], "--schedule", "How the learning rate changes (default cosine)");
    private readonly Option<string?> _milestones = new("--milestones")
    {
        Description = "Epochs after which --schedule step lowers the rate",
        HelpName = "N[,...]",
    };

    private readonly Option<double?> _factor = NumberOption.Positive("--step-factor", $"What it is multiplied by there (default {Defaults.StepFactor})");
    private readonly Option<string?> _loss = Limits.OneOf(["cross-entropy", "squared-error"], "--loss", "What is made small (default cross-entropy)");
    private readonly Option<double?> _smoothing = NumberOption.BelowOne("--label-smoothing", "Share of the target spread over all classes (default 0)");
    private readonly Option<double?> _clip = NumberOption.Positive("--clip", "Norm above which the gradient is scaled down (default: none)");
    private readonly Option<string?> _augment = new("--augment")
    {
        Description = "Changes of the images: crop, crop:PIXELS, flip, cutout:PIXELS",
        HelpName = "LIST",
    };

    private readonly Option<double?> _dropPath = NumberOption.BelowOne(
        "--drop-path", "Probability to drop a path, reached linearly over the epochs (default 0)");
    private readonly Option<double?> _auxiliary = NumberOption.Positive(
        "--auxiliary", "Train a DARTS network with an auxiliary head whose loss has this weight");
    private readonly Option<int?> _patience = Limits.AtLeast(
        1, "--early-stop", "Stop after so many epochs without a better held-out loss, and keep the best epoch");
    private readonly Option<ulong> _seed = Limits.Seed("--seed", "Fixes weights, held-out images, order, augmentation and dropped paths");

    /// <summary>Adds the options to a command.</summary>
    public TrainOptions AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _epochs, _batch, _optimizer, _rate, _momentum, _plain, _decay, _schedule, _milestones, _factor, _loss, _smoothing, _clip, _augment, _dropPath,
            _auxiliary, _patience, _seed,
        })
        {
            command.Add(option);
        }

        return this;
    }

    /// <summary>Whether a network with an auxiliary head is wanted.</summary>
    public bool HasAuxiliaryHead(ParseResult result) => result.GetValue(_auxiliary) is not null;

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">A list cannot be read, or an option has no effect beside the others.</exception>
    public TrainingOptions Read(ParseResult result)
    {
        var isAdam = result.GetValue(_optimizer) == "adam";
        var isStep = result.GetValue(_schedule) == "step";
        if (isAdam && (result.GetValue(_momentum) is not null || result.GetValue(_plain)))
            throw new UsageException("--momentum and --no-nesterov belong to sgd; leave them out with --optimizer adam");
        if (isStep != result.GetValue(_milestones) is not null)
            throw new UsageException("--schedule step and --milestones belong together; give both or none");
        if (!isStep && result.GetValue(_factor) is not null)
            throw new UsageException("--step-factor belongs to --schedule step");
        return Defaults with
        {
            Epochs = result.GetValue(_epochs) ?? DefaultEpochs,
            BatchSize = result.GetValue(_batch) ?? Defaults.BatchSize,
            Optimizer = isAdam ? OptimizerKind.Adam : OptimizerKind.Sgd,
            LearningRate = result.GetValue(_rate) ?? (isAdam ? AdamRate : Defaults.LearningRate),
            Momentum = result.GetValue(_momentum) ?? Defaults.Momentum,
            Nesterov = !result.GetValue(_plain),
            WeightDecay = result.GetValue(_decay) ?? Defaults.WeightDecay,
            Schedule = isStep ? ScheduleKind.Step : result.GetValue(_schedule) == "constant" ? ScheduleKind.Constant : ScheduleKind.Cosine,
            Milestones = Milestones(result.GetValue(_milestones)),
            StepFactor = result.GetValue(_factor) ?? Defaults.StepFactor,
            Loss = result.GetValue(_loss) == "squared-error" ? LossKind.MeanSquaredError : LossKind.CrossEntropy,
            LabelSmoothing = result.GetValue(_smoothing) ?? 0,
            ClipNorm = result.GetValue(_clip),
            Augmentation = Augmentations(result.GetValue(_augment)),
            DropPath = result.GetValue(_dropPath) ?? 0,
            AuxiliaryWeight = result.GetValue(_auxiliary) ?? Defaults.AuxiliaryWeight,
            Patience = result.GetValue(_patience),
            Seed = result.GetValue(_seed),
        };
    }

    private static int[] Milestones(string? text)
    {
        if (text is null)
            return [];
        var epochs = new List<int>();
        foreach (var word in text.Split(','))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) || epoch <= epochs.LastOrDefault())
                throw new UsageException($"--milestones must be rising numbers of epochs such as 30,60, not '{text}'");
            epochs.Add(epoch);
        }

        return [.. epochs];
    }

    private static Augmentation Augmentations(string? text)
    {
        try
        {
            return text is null ? Augmentation.None : Augmentation.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"--augment: {exception.Message}");
        }
    }
}
