using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Datasets;
using Tegula.Experiments;

namespace Tegula.Cli.Options;

/// <summary><c>--data</c> and <c>--test</c> of an experiment.</summary>
internal sealed class ExperimentDataOptions
{
    // Of six samples, one is held out where a data set has no test split: the share that MNIST and CIFAR-10 have.
    private const int HeldOutOf = 6;

    private readonly Option<string?> _data = new("--data")
    {
        Description = $"Data (default: what is built in): {string.Join(", ", DatasetRegistry.All.Select(kind => kind.Syntax))}",
        HelpName = "DATA",
    };

    private readonly Option<string?> _test = new("--test")
    {
        Description = "Data to test on (default: the data's test split, or a sixth of it)",
        HelpName = "DATA",
    };

    /// <summary>Adds the options to a command.</summary>
    public ExperimentDataOptions AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_test);
        return this;
    }

    /// <summary>Opens the data; null where the experiment needs none.</summary>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    /// <exception cref="UsageException">Data is given to an experiment without any, or training and test data do not belong together.</exception>
    public ExperimentData? Open(ParseResult result, Experiment experiment, ulong seed)
    {
        var (data, test) = (result.GetValue(_data), result.GetValue(_test));
        if (experiment.BuiltInData is not { } builtIn)
            return data is null && test is null ? null : throw new UsageException($"experiment {experiment} needs no data; leave --data and --test out");
        var spec = DatasetSpec.Parse(data ?? builtIn);
        var train = spec.Load();
        if ((test is null ? spec.LoadTest() : DatasetSpec.Open(test)) is not { } held)
            return Held(train, seed);
        if (held.Shape != train.Shape || held.ClassCount != train.ClassCount)
        {
            throw new UsageException(
                $"the test data has {held.ClassCount} classes of {held.Shape}, the training data {train.ClassCount} of {train.Shape}; give data of one kind");
        }

        return new ExperimentData(train, held);
    }

    private static ExperimentData Held(ImageDataset data, ulong seed)
    {
        var (train, test) = HeldOutSplit.Of(data, Math.Max(1, data.Count / HeldOutOf), seed);
        return new ExperimentData(train, test);
    }
}
