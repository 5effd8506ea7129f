using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Options;

/// <summary>The study that a command keeps its scores in, and who measures them.</summary>
/// <param name="command">Name of the command within the study.</param>
internal sealed class ScoringStudyOptions(string command)
{
    private readonly StudyOptions _study = new();
    private readonly MeasuringOptions _measuring = new();

    /// <summary>Adds the options to a command.</summary>
    public ScoringStudyOptions AddTo(Command target)
    {
        _study.AddTo(target);
        _measuring.AddTo(target);
        return this;
    }

    /// <summary>The name asked for; null for the one that is made of what is asked.</summary>
    /// <exception cref="UsageException">It is empty, or there is no study.</exception>
    public string? Name(ParseResult result) => _study.Name(result);

    /// <summary>The file or database; null where nothing is kept.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public string? Location(ParseResult result) => _study.Location(result);

    /// <summary>Who measures.</summary>
    /// <exception cref="UsageException">There is no study whose queue workers could take from.</exception>
    public StudyScoringOptions Scoring(ParseResult result) => !_measuring.UsesWorkers(result) || Location(result) is not null
        ? _measuring.Scoring(result)
        : throw new UsageException("--queue and --slurm leave the measuring to workers of a study; give --study postgres://... with it");

    /// <summary>Has Slurm place the workers; null where it was not asked to.</summary>
    /// <param name="result">The parsed command line, with a study.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="outstanding">Most measurements that are asked for at a time.</param>
    /// <param name="mode">Whether to say on standard error how the workers are.</param>
    /// <exception cref="StudyException">The study is a file, or there is no Slurm here, or it refuses.</exception>
    public SlurmWorkers? PlaceWorkers(ParseResult result, string name, int outstanding, OutputMode mode) =>
        _measuring.Place(result, Location(result)!, name, outstanding, mode);

    /// <summary>Opens the store; null where nothing is kept.</summary>
    /// <exception cref="UsageException">An option is empty, or stands without a study.</exception>
    /// <exception cref="StudyException">The store cannot be opened.</exception>
    public StudyStore? Open(ParseResult result)
    {
        _ = Scoring(result);
        if (Location(result) is { } location)
            _measuring.Check(result, location);
        return _study.Open(result);
    }

    /// <summary>Does something that scores architectures, in a study where one is asked for.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="result">The parsed command line.</param>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">The images, and as the user wrote them.</param>
    /// <param name="scoring">How is measured.</param>
    /// <param name="request">What else decides the result, by name.</param>
    /// <param name="mode">Whether to say on standard error how workers are.</param>
    /// <param name="work">Given where the scores come from, null for this process alone.</param>
    /// <param name="isWhole">Whether a result is all that was asked for, or was cancelled on the way.</param>
    /// <exception cref="StudyException">The study is another one, or its store cannot be used.</exception>
    public T Run<T>(
        ParseResult result,
        string space,
        (ImageDataset Images, string Text) data,
        IndicatorOptions scoring,
        IReadOnlyDictionary<string, string> request,
        OutputMode mode,
        Func<IScoreProvider?, T> work,
        Func<T, bool>? isWhole = null)
    {
        using var store = Open(result);
        if (store is null)
            return work(null);
        var definition = StudyDefinition.Of(command, space, data.Images, data.Text, scoring, Json(space, data.Images, scoring, request));
        var session = StudySession.Begin(store, Name(result) ?? definition.DefaultName, definition, Scoring(result));
        using var workers = PlaceWorkers(result, session.Study.Name, int.MaxValue, mode);
        try
        {
            var done = work(session);
            session.End(isWhole is null || isWhole(done) ? StudyStatus.Done : StudyStatus.Stopped);
            return done;
        }
        catch (Exception exception)
        {
            session.Abandon(exception);
            throw;
        }
    }

    /// <summary>A short text that differs for different lists of architectures.</summary>
    public static string Fingerprint(IReadOnlyList<IArchitecture> architectures) =>
        $"{architectures.Count} with SHA-256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', architectures))))}";

    private static string Json(string space, ImageDataset images, IndicatorOptions scoring, IReadOnlyDictionary<string, string> request) => new JsonObject(
    [
        KeyValuePair.Create<string, JsonNode?>("indicators", string.Join(',', scoring.Indicators)),
        .. ScoringContext.Of(space, images, scoring).Settings.Select(setting => KeyValuePair.Create(setting.Key, JsonNode.Parse(setting.Value))),
        .. request.Select(item => KeyValuePair.Create<string, JsonNode?>(item.Key, item.Value)),
    ]).ToJsonString();
}
