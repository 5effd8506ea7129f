using System.CommandLine;
using Tegula.Datasets;
using Tegula.Indicators;

namespace Tegula.Cli.Options;

/// <summary>What is measured on which data: the options that <c>search</c> and <c>score</c> share.</summary>
internal sealed class ScoringOptions
{
    private readonly Fidelity _defaultFidelity;
    private readonly Option<string> _data = new("--data")
    {
        Description = $"Images: {string.Join(", ", DatasetRegistry.All.Select(kind => kind.Syntax))}",
        HelpName = "DATA",
        DefaultValueFactory = _ => DatasetRegistry.All[0].Id,
    };

    private readonly Option<string?> _fidelity;
    private readonly Option<int?> _repeats = Limits.AtLeast(
        1, "--repeats", $"Random initialisations to average over (default {IndicatorOptions.DefaultRepeats}; trained-accuracy 1)");
    private readonly Option<int?> _batch = Limits.AtLeast(
        2, "--batch", $"Images in a minibatch (default {IndicatorOptions.DefaultBatchSize}; pruning 72, on darts 14)");
    private readonly Option<string?> _network = Limits.OneOf(
        ["small", "whole"], "--network", "Network that the baselines look at: a small one, or the one that is trained in the end (default small)");
    private readonly Option<ulong> _seed = Limits.Seed("--seed", "Fixes every random choice");
    private readonly Option<int?> _threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");

    /// <summary>The options with the fidelity that holds when none is given.</summary>
    public ScoringOptions(Fidelity defaultFidelity)
    {
        _defaultFidelity = defaultFidelity;
        _fidelity = Limits.OneOf(
            ["reference", "fast"],
            "--fidelity",
            $"reference: exact Jacobian under batch statistics; fast: frozen statistics (default {Name(defaultFidelity)})");
    }

    /// <summary>The name of a fidelity on the command line.</summary>
    public static string Name(Fidelity fidelity) => fidelity == Fidelity.Fast ? "fast" : "reference";

    /// <summary>Adds the options to a command.</summary>
    public ScoringOptions AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _fidelity, _repeats, _batch, _network, _seed, _threads })
            command.Add(option);
        return this;
    }

    /// <summary>Opens the data.</summary>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    public ImageDataset OpenData(ParseResult result) => DatasetSpec.Open(result.GetRequiredValue(_data));

    /// <summary>The data as the user wrote it.</summary>
    public string DataText(ParseResult result) => result.GetRequiredValue(_data);

    /// <summary>Reads how to score.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="indicators">Indicator ids.</param>
    public IndicatorOptions Read(ParseResult result, IReadOnlyList<string> indicators)
    {
        var defaults = new IndicatorOptions();
        return defaults with
        {
            Fidelity = result.GetValue(_fidelity) switch
            {
                "reference" => Fidelity.Reference,
                "fast" => Fidelity.Fast,
                _ => _defaultFidelity,
            },
            Repeats = result.GetValue(_repeats),
            BatchSize = result.GetValue(_batch),
            Network = result.GetValue(_network) == "whole" ? NetworkScale.Whole : NetworkScale.Small,
            Seed = result.GetValue(_seed),
            Indicators = indicators,
            Threads = result.GetValue(_threads) ?? Environment.ProcessorCount,
        };
    }
}
