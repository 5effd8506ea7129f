using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Datasets;

namespace Tegula.Cli.Options;

/// <summary>Which images are trained on, evaluated on after every epoch, and tested on at the end.</summary>
internal sealed class TrainDataOptions
{
    private readonly Option<string> _data = new("--data")
    {
        Description = $"Images: {string.Join(", ", DatasetRegistry.All.Select(kind => kind.Syntax))}",
        HelpName = "DATA",
        DefaultValueFactory = _ => DatasetRegistry.All[0].Id,
    };

    private readonly Option<double?> _heldOut = Limits.Fraction("--held-out", "Share of the images that is not trained on but evaluated on after every epoch");
    private readonly Option<string?> _test = new("--test")
    {
        Description = "Other images to test on at the end (default: the test split of --data, where it has one)",
        HelpName = "DATA",
    };

    /// <summary>Adds the options to a command.</summary>
    public TrainDataOptions AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _heldOut, _test })
            command.Add(option);
        return this;
    }

    /// <summary>The data as the user wrote it.</summary>
    public string Text(ParseResult result) => result.GetRequiredValue(_data);

    /// <summary>Opens them.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="seed">Draws the held-out images.</param>
    /// <exception cref="UsageException">The test images are of another shape or number of classes, or nothing would be held out.</exception>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    public (ImageDataset Train, ImageDataset? HeldOut, ImageDataset? Test) Open(ParseResult result, ulong seed)
    {
        var spec = DatasetSpec.Parse(Text(result));
        var all = spec.Load();
        var test = result.GetValue(_test) is { } text ? DatasetSpec.Open(text) : spec.LoadTest();
        if (test is not null && (test.Shape != all.Shape || test.ClassCount != all.ClassCount))
        {
            throw new UsageException(
                $"--test: {test.Name} has images of {test.Shape} in {test.ClassCount} classes, {all.Name} has {all.Shape} in {all.ClassCount}; "
                + "test on the same kind of images");
        }

        if (result.GetValue(_heldOut) is not { } share)
            return (all, null, test);
        var (train, heldOut) = HeldOutSplit.Of(all, (int)Math.Round(share * all.Count), seed);
        return (train, heldOut, test);
    }
}
