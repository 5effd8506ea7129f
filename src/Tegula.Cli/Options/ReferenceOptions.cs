using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary>The sample that combinations are ranked against: <c>--reference FILE</c>, <c>--reference-size N</c>.</summary>
internal sealed class ReferenceOptions
{
    private readonly Option<string?> _file = new("--reference")
    {
        Description = "Sample of the space that combinations are ranked against: read if the file exists, else measured and written there "
            + "(default: measured each time)",
        HelpName = "FILE",
    };

    private readonly Option<int?> _size = Limits.AtLeast(
        1, "--reference-size", $"Random architectures in that sample (default {ReferenceSample.DefaultSize}, or as many as the file has)");

    /// <summary>Adds the options to a command.</summary>
    public ReferenceOptions AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_size);
        return this;
    }

    /// <summary>The sample, read or measured; null when no combination needs one.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="space">Id of the space.</param>
    /// <param name="selection">Combinations to form.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How the architectures are measured.</param>
    /// <param name="mode">Whether to show progress.</param>
    /// <param name="provider">Where the scores come from; null for this process.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="UsageException">The options do not fit the request, or the file cannot be written.</exception>
    /// <exception cref="ReferenceSampleException">The file is no sample, or does not fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ReferenceSample? Open(
        ParseResult result,
        string space,
        IndicatorSelection selection,
        ImageDataset data,
        IndicatorOptions options,
        OutputMode mode,
        IScoreProvider? provider,
        CancellationToken token)
    {
        var file = result.GetValue(_file);
        var size = result.GetValue(_size);
        if (selection.Combinations.Count == 0)
        {
            return file is null && size is null
                ? null
                : throw new UsageException(
                    $"a reference sample ranks combinations, and --indicators names none; add {Combinations.Default.Id} or {Combinations.Teg.Id}");
        }

        var needed = options with { Indicators = selection.Combined };
        if (file is not null && File.Exists(file))
        {
            var known = ReferenceSample.Load(file);
            known.RequireFit(space, data, needed);
            if (size is { } wanted && wanted != known.Scores.Count)
                throw new UsageException(
                    $"--reference '{file}' holds {known.Scores.Count} architectures, not {wanted}; leave out --reference-size or name another file");
            return known;
        }

        if (file is not null)
            RequireFolder(file);
        if (size is { } count && SpaceRegistry.Get(space).Count is { } all && count > all)
            throw new UsageException($"--reference-size {count} is more than the {all} architectures of {space}");
        var measured = Measure(space, data, needed, size ?? ReferenceSample.DefaultSize, mode, provider, token);
        if (file is not null)
            Save(measured, file);
        return measured;
    }

    private static ReferenceSample Measure(
        string space, ImageDataset data, IndicatorOptions options, int size, OutputMode mode, IScoreProvider? provider, CancellationToken token)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var line = mode.ShowsProgress ? ProgressLine.OnTerminal() : null;
        return ReferenceSample.Measure(space, data, options, size, done => line?.Show(done, size, watch.Elapsed), provider, token);
    }

    // Before the measurement: a wrong name must not cost its time.
    private static void RequireFolder(string file)
    {
        if (file.Length == 0 || Directory.Exists(file))
            throw new UsageException($"--reference '{file}' is no file; name one, such as reference.json");
        var folder = Path.GetDirectoryName(file) is { Length: > 0 } named ? named : ".";
        if (!Directory.Exists(folder))
            throw new UsageException($"--reference '{file}': the folder '{folder}' does not exist; create it or name another");
    }

    private static void Save(ReferenceSample sample, string file)
    {
        try
        {
            sample.Save(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--reference '{file}' cannot be written ({exception.Message}); name a file in a folder that you may write to");
        }
    }
}
