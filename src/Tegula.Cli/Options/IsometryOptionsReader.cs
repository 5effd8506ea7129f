using System.CommandLine;
using Tegula.Datasets;
using Tegula.Isometry;

namespace Tegula.Cli.Options;

/// <summary>On what and how closely the Jacobians of layers are looked at, or which matrices are simulated instead.</summary>
internal sealed class IsometryOptionsReader
{
    private const int DefaultBatch = 64;
    private const int DefaultRepeats = 1;
    private const int DefaultMatrices = 20;

    private readonly Option<string?> _simulate = Limits.OneOf(
        [IsometrySimulations.Mass, IsometrySimulations.Size],
        "--simulate",
        "Look at Gaussian matrices instead: as wide as a layer of NN-Mass 0, 10, ... (mass), or of many sizes (size)");

    private readonly Option<string> _data = new("--data")
    {
        Description = $"Images: {string.Join(", ", DatasetRegistry.All.Select(kind => kind.Syntax))}",
        HelpName = "DATA",
        DefaultValueFactory = _ => DatasetRegistry.All[0].Id,
    };

    private readonly Option<int?> _batch = Limits.AtLeast(1, "--batch", $"Images in the minibatch (default {DefaultBatch})");
    private readonly Option<int?> _positions = Limits.AtLeast(
        1, "--positions", $"Output positions of a convolution that are looked at (default {new IsometryOptions().Positions})");

    private readonly Option<int?> _repeats = Limits.AtLeast(
        1, "--repeats", $"Random initialisations (default {DefaultRepeats}), or matrices of each size (default {DefaultMatrices})");

    private readonly Option<ulong> _seed = Limits.Seed("--seed", "Fixes weights, images and positions");
    private readonly Option<int?> _threads = Limits.AtLeast(1, "--threads", "Threads; changes the time, never the result (default: all processors)");

    /// <summary>Adds the options to a command.</summary>
    public IsometryOptionsReader AddTo(Command command)
    {
        foreach (var option in new Option[] { _simulate, _data, _batch, _positions, _repeats, _seed, _threads })
            command.Add(option);
        return this;
    }

    /// <summary>One of <see cref="IsometrySimulations"/>, or null for a network.</summary>
    public string? Simulation(ParseResult result) => result.GetValue(_simulate);

    /// <summary>The data as the user wrote it.</summary>
    public string DataText(ParseResult result) => result.GetRequiredValue(_data);

    /// <summary>Opens the data.</summary>
    /// <exception cref="DatasetException">They cannot be read.</exception>
    public ImageDataset Data(ParseResult result) => DatasetSpec.Open(DataText(result));

    /// <summary>Images in the minibatch.</summary>
    public int Batch(ParseResult result) => result.GetValue(_batch) ?? DefaultBatch;

    /// <summary>Initialisations, or matrices.</summary>
    public int Repeats(ParseResult result) => result.GetValue(_repeats) ?? (Simulation(result) is null ? DefaultRepeats : DefaultMatrices);

    /// <summary>Seed of the run.</summary>
    public ulong Seed(ParseResult result) => result.GetValue(_seed);

    /// <summary>What of each layer is looked at.</summary>
    public IsometryOptions Read(ParseResult result) => new()
    {
        Positions = result.GetValue(_positions) ?? new IsometryOptions().Positions,
        Seed = Seed(result),
        Threads = result.GetValue(_threads) ?? Environment.ProcessorCount,
    };
}
