using System.CommandLine;
using System.Globalization;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Datasets;
using Tegula.Kernels;

namespace Tegula.Cli.Options;

/// <summary>The options of <c>kernel</c>: networks, inputs, and what to say about them.</summary>
internal sealed class KernelOptions
{
    private const int DefaultSamples = 64;
    private const int DefaultSteps = 20;

    private readonly Option<string[]> _dags = new("--dag")
    {
        Description = "A network as one group of digits for each node after the input, one digit for each earlier node: "
            + "0 cut, 1 skip, 2 linear; give it again for more networks",
        HelpName = "CODE",
    };

    private readonly Option<double?> _correlation = new("--correlation")
    {
        Description = "Inputs: two samples of unit length with this inner product, from -1 to 1",
        HelpName = "R",
        CustomParser = result =>
        {
            if (Number(result.Tokens[0].Value) is { } value and >= -1 and <= 1)
                return value;
            result.AddError($"--correlation must be a number from -1 to 1, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = $"Inputs: images, each centred and scaled to unit length: {string.Join(", ", DatasetRegistry.All.Select(kind => kind.Syntax))}",
        HelpName = "DATA",
    };

    private readonly Option<int?> _samples = Limits.AtLeast(2, "--samples", $"With --data: how many images (default {DefaultSamples})");
    private readonly Option<string?> _activation =
        Limits.OneOf([.. Activations.All.Select(activation => activation.Id)], "--activation", "What follows every linear map (default relu)");

    private readonly Option<string?> _rule = Limits.OneOf(
        ["variance", "exact"],
        "--rule",
        "variance: the paper's, which adds kernels; exact: the limit of finite networks, with the edges' means (default variance)");

    private readonly Option<double?> _eta = new("--eta")
    {
        Description = "Learning rate of the convergence curves, one for all networks (default: half of the largest that every network allows)",
        HelpName = "ETA",
        CustomParser = result =>
        {
            if (Number(result.Tokens[0].Value) is { } value and > 0)
                return value;
            result.AddError($"--eta must be a number above 0, not '{result.Tokens[0].Value}'");
            return null;
        },
    };

    private readonly Option<int?> _steps = Limits.AtLeast(0, "--steps", $"Steps of the convergence curves (default {DefaultSteps})");
    private readonly Option<int?> _networks = Limits.AtLeast(2, "--monte-carlo", "Also average over so many random networks of finite width (relu only)");
    private readonly Option<int?> _width = Limits.AtLeast(2, "--width", $"Width of these networks (default {new MonteCarloOptions().Width})", "W");
    private readonly Option<ulong> _seed = Limits.Seed("--seed", "Fixes which images and which random networks");
    private readonly Option<int?> _threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");

    /// <summary>Adds the options to a command.</summary>
    public KernelOptions AddTo(Command command)
    {
        foreach (var option in new Option[] { _dags, _correlation, _data, _samples, _activation, _rule, _eta, _steps, _networks, _width, _seed, _threads })
            command.Add(option);
        return this;
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">There is no network, not exactly one kind of input, or an option without the one it belongs to.</exception>
    /// <exception cref="ArchitectureFormatException">A code is malformed.</exception>
    public KernelRequest Read(ParseResult result)
    {
        var codes = result.GetValue(_dags) ?? [];
        var data = result.GetValue(_data);
        var correlation = result.GetValue(_correlation);
        var activation = Activations.Find(result.GetValue(_activation) ?? Activations.Relu.Id)!;
        var networks = result.GetValue(_networks);
        if (codes.Length == 0)
            throw new UsageException("there is no network; give --dag CODE, such as --dag 2_21_112");
        if (correlation is null == data is null)
            throw new UsageException($"there {(data is null ? "are no inputs" : "are two kinds of inputs")}; give either --correlation R or --data DATA");
        if (data is null && result.GetValue(_samples) is not null)
            throw new UsageException("--samples counts images; give --data DATA with it");
        if (networks is null && result.GetValue(_width) is not null)
            throw new UsageException("--width belongs to random networks; give --monte-carlo N with it");
        if (networks is not null && activation != Activations.Relu)
            throw new UsageException($"--monte-carlo runs relu networks only, not {activation}; leave it out or take --activation relu");
        var seed = result.GetValue(_seed);
        var threads = result.GetValue(_threads) ?? Environment.ProcessorCount;
        return new()
        {
            Dags = [.. codes.Select(DagArchitecture.Parse)],
            Correlation = correlation,
            Data = data,
            Samples = result.GetValue(_samples) ?? DefaultSamples,
            Activation = activation,
            Rule = result.GetValue(_rule) == "exact" ? PropagationRule.Exact : PropagationRule.Variance,
            Eta = result.GetValue(_eta),
            Steps = result.GetValue(_steps) ?? DefaultSteps,
            MonteCarlo = networks is { } count
                ? new() { Networks = count, Width = result.GetValue(_width) ?? new MonteCarloOptions().Width, Seed = seed, Threads = threads }
                : null,
            Seed = seed,
            Threads = threads,
        };
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
