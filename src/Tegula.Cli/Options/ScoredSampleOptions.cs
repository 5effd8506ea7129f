using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Analysis;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary>Which architectures a study looks at, and where their scores come from: the options that studies of a space share.</summary>
internal sealed class ScoredSampleOptions
{
    private const string SampleName = "--sample";
    private const int DefaultSample = 100;

    private readonly Option<string?> _space = SpaceOption.Create("Space of the architectures");

    private readonly Option<string?> _table = new("--table")
    {
        Description = "Table of trained architectures: CSV, plain or gzip, with a column arch or genotype",
        HelpName = "FILE",
    };

    private readonly Option<IReadOnlyList<string>?> _columns = new("--column")
    {
        Description = "Columns of the table that hold accuracies (default: those of the benchmark's layout, else all with acc or test in their name)",
        HelpName = "NAME[,NAME]",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = Names,
    };

    private readonly Option<int?> _sample = Limits.AtLeast(
        1, SampleName, $"That many architectures drawn by --seed, none twice (default: the whole table; without one {DefaultSample} of the space)");

    private readonly Option<string?> _scores = new("--scores")
    {
        Description = "Take the scores from what 'score --json' printed, instead of measuring",
        HelpName = "FILE",
    };

    private readonly ScoringOptions _scoring;
    private readonly ScoringStudyOptions _study;

    /// <summary>The options of a command.</summary>
    /// <param name="command">Name of the command within a study.</param>
    /// <param name="defaultFidelity">The fidelity that holds when none is given.</param>
    public ScoredSampleOptions(string command, Fidelity defaultFidelity)
    {
        _scoring = new(defaultFidelity);
        _study = new(command);
    }

    /// <summary>Adds the options to a command.</summary>
    public ScoredSampleOptions AddTo(Command command)
    {
        foreach (var option in new Option[] { _space, _table, _columns, _sample, _scores })
            command.Add(option);
        _scoring.AddTo(command);
        _study.AddTo(command);
        return this;
    }

    /// <summary>The space.</summary>
    public SpaceInfo Space(ParseResult result) => SpaceRegistry.Get(result.GetValue(_space) ?? SpaceRegistry.All[0].Id);

    /// <summary>How is scored: seed, threads and the like.</summary>
    public IndicatorOptions Scoring(ParseResult result, IReadOnlyList<string> indicators) => _scoring.Read(result, indicators);

    /// <summary>The data as the user wrote it.</summary>
    public string DataText(ParseResult result) => _scoring.DataText(result);

    /// <summary>Whether a table is named.</summary>
    public bool HasTable(ParseResult result) => result.GetValue(_table) is not null;

    /// <summary>The file of scores as the user wrote it; null where the scores are to be measured.</summary>
    public string? ScoresFileName(ParseResult result) => result.GetValue(_scores);

    /// <summary>Chooses the architectures and scores them, or reads the scores; free counts that a file of scores lacks are added.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="indicators">What the scores must hold, as ids of indicators.</param>
    /// <param name="mode">Says whether progress is shown.</param>
    /// <param name="token">Ends the measurement early; what has been scored by then is the sample.</param>
    /// <exception cref="UsageException">The options do not fit together, or a file of scores lacks what is needed.</exception>
    /// <exception cref="BenchmarkFormatException">The table cannot be used.</exception>
    /// <exception cref="DatasetException">The data cannot be read.</exception>
    public ScoredSample Read(ParseResult result, IReadOnlyList<string> indicators, OutputMode mode, CancellationToken token)
    {
        var space = Space(result);
        IndicatorSelection.Require(space.Id, indicators);
        RequireFitting(result);
        var scores = ScoresFileName(result);
        var table = result.GetValue(_table) is { } file ? AccuracyTable.Load(file, space) : null;
        var accuracies = Accuracies(table, result.GetValue(_columns));
        var data = _scoring.OpenData(result);
        var options = _scoring.Read(result, indicators);
        return scores is null
            ? Measured(result, space, table, accuracies, Chosen(space, table, result.GetValue(_sample), options.Seed), data, options, mode, token)
            : FromFile(scores, space, table, accuracies, data, options, token);
    }

    /// <summary>The indicators that a file of scores holds.</summary>
    /// <exception cref="UsageException">The file cannot be used.</exception>
    public IReadOnlyList<string> IndicatorsOf(string file, ParseResult result)
    {
        RequireFitting(result);
        return [.. ScoresFile.Read(file, Space(result))[0].Score.Indicators.Keys];
    }

    private void RequireFitting(ParseResult result)
    {
        if (result.GetValue(_columns) is not null && !HasTable(result))
            throw new UsageException("--column names columns of a table; give --table FILE with it");
        if (ScoresFileName(result) is not null && _study.Location(result) is not null)
            throw new UsageException("--study keeps what is measured, and --scores has nothing measured; leave one of them out");
        if (ScoresFileName(result) is not null && result.GetValue(_sample) is not null)
            throw new UsageException($"{SampleName} draws what is to be measured; leave it out with --scores");
    }

    private static List<string> Names(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var names = text.Split(',', StringSplitOptions.TrimEntries).ToList();
        if (names.Contains("") || names.Count != names.Distinct().Count())
            result.AddError($"--column '{text}' must name columns, each once, with commas between them");
        return names;
    }

    private static Dictionary<string, Dictionary<string, double>> Accuracies(AccuracyTable? table, IReadOnlyList<string>? columns)
    {
        if (table is null)
            return [];
        var found = table.Accuracies(columns);
        return table.Architectures.Select((architecture, row) => (Key: architecture.ToString()!, Row: row)).ToDictionary(
            item => item.Key, item => found.ToDictionary(column => column.Dataset, column => column.Percent[item.Row]));
    }

    private static IReadOnlyList<IArchitecture> Chosen(SpaceInfo space, AccuracyTable? table, int? sample, ulong seed)
    {
        if (table is null && space.Count < sample)
            throw new UsageException($"{SampleName} {sample} is more than the {space.Count} architectures of {space.Id}");
        if (table is null)
            return space.Sample(sample ?? DefaultSample, seed);
        if (sample is not { } count)
            return table.Architectures;
        if (count > table.Architectures.Length)
            throw new UsageException($"{SampleName} {count} is more than the {table.Architectures.Length} architectures of the table");

        // The purpose is that of 'score --sample', so that both commands draw the same architectures.
        var architectures = table.Architectures.ToArray();
        new RandomStream(seed, "score/sample").Shuffle<IArchitecture>(architectures);
        return architectures[..count];
    }

    private ScoredSample Measured(
        ParseResult result,
        SpaceInfo space,
        AccuracyTable? table,
        Dictionary<string, Dictionary<string, double>> accuracies,
        IReadOnlyList<IArchitecture> chosen,
        ImageDataset data,
        IndicatorOptions options,
        OutputMode mode,
        CancellationToken token)
    {
        var scores = _study.Run(
            result,
            space.Id,
            (data, DataText(result)),
            options,
            new Dictionary<string, string> { ["architectures"] = ScoringStudyOptions.Fingerprint(chosen) },
            mode,
            provider => ScoringRun.Score(space.Id, chosen, data, options, mode, provider, token),
            measured => measured.Count == chosen.Count);
        ScoredArchitecture[] scored = [.. chosen.Zip(scores, (architecture, score) => WithAccuracy(architecture, score, accuracies))];
        return new(space, scored, table, data, options, IsMeasured: true, chosen.Count);
    }

    private static ScoredSample FromFile(
        string file,
        SpaceInfo space,
        AccuracyTable? table,
        Dictionary<string, Dictionary<string, double>> accuracies,
        ImageDataset data,
        IndicatorOptions options,
        CancellationToken token)
    {
        var read = ScoresFile.Read(file, space);
        var held = read[0].Score.Indicators.Keys.ToList();
        var free = Predictor.FreeBaselines(space.Id).Select(predictor => predictor.Id).ToList();
        if (options.Indicators.FirstOrDefault(id => !held.Contains(id) && !free.Contains(id)) is { } absent)
            throw new UsageException($"{file} holds no scores of {absent}; it holds {string.Join(", ", held)}");
        var kept = read.Where(entry => table is null || accuracies.ContainsKey(entry.Score.Architecture)).ToList();
        if (kept.Count == 0)
            throw new UsageException($"none of the {read.Count} architectures in {file} stands in {table!.File}");
        string[] missing = [.. options.Indicators.Where(id => !held.Contains(id))];
        IReadOnlyList<ArchitectureScore>? counted = null;
        if (missing.Length > 0)
        {
            using var scorer = SpaceScorer.Of(space.Id, data, options with { Indicators = missing });
            counted = scorer.Score([.. kept.Select(entry => entry.Architecture)], token);
        }

        return new(
            space,
            [.. kept.Select((entry, index) => WithAccuracy(entry.Architecture, Merged(entry.Score, counted?[index]), accuracies))],
            table,
            data,
            options,
            IsMeasured: false,
            kept.Count);
    }

    private static ArchitectureScore Merged(ArchitectureScore score, ArchitectureScore? more) => more is null
        ? score
        : score with { Indicators = score.Indicators.Concat(more.Indicators).ToDictionary() };

    private static ScoredArchitecture WithAccuracy(
        IArchitecture architecture, ArchitectureScore score, Dictionary<string, Dictionary<string, double>> accuracies) =>
        accuracies.TryGetValue(architecture.ToString()!, out var accuracy) ? new(architecture, score) { Accuracy = accuracy } : new(architecture, score);
}
