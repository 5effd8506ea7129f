using System.Reflection;
using System.Text.Json;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Search;

/// <summary>
/// Scores of random architectures of a space, against which a single architecture has ranks, and so a value in any combination of the indicators measured.
/// Values against the same sample can be compared; those against different samples must not be.
/// </summary>
public sealed record ReferenceSample
{
    /// <summary>Architectures in a sample where nothing else is asked for: the standard error of a rank share is then at most .036.</summary>
    public const int DefaultSize = 200;

    /// <summary>Version of the library that measured it.</summary>
    public required string Version { get; init; }

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the kind of data.</summary>
    public required string Data { get; init; }

    /// <summary><see cref="ImageDataset.ContentHash"/> of the images.</summary>
    public required string DataSha256 { get; init; }

    /// <summary>How it was measured; its seed also drew the architectures. Threads are 0, since they change nothing.</summary>
    public required IndicatorOptions Scoring { get; init; }

    /// <summary>One score per architecture; the architectures differ.</summary>
    public required IReadOnlyList<ArchitectureScore> Scores { get; init; }

    /// <summary>Draws and measures a sample: a function of space, data, options and size alone.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">The training split.</param>
    /// <param name="options">What to measure, and how; its seed draws the architectures as well.</param>
    /// <param name="size">Architectures, at least 1.</param>
    /// <param name="progress">Told how many are measured; may be null.</param>
    /// <param name="provider">Where the scores come from; null for this process.</param>
    /// <param name="token">Ends the measurement early.</param>
    /// <exception cref="ArgumentException">The space is unknown, smaller than the sample, or lacks an indicator, or an option is out of range.</exception>
    /// <exception cref="DatasetException">The data holds too few images for the batches.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ReferenceSample Measure(
        string space,
        ImageDataset data,
        IndicatorOptions options,
        int size,
        Action<int>? progress = null,
        IScoreProvider? provider = null,
        CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        var architectures = SpaceRegistry.Get(space).Sample(size, options.Seed);
        using var scorer = SpaceScorer.Of(space, data, options, provider);
        var scores = new List<ArchitectureScore>(size);
        foreach (var score in scorer.Stream(architectures, token))
        {
            scores.Add(score);
            progress?.Invoke(scores.Count);
        }

        return new()
        {
            Version = LibraryVersion,
            Space = space,
            Data = data.Id,
            DataSha256 = data.ContentHash,
            Scoring = options with { Threads = 0 },
            Scores = scores,
        };
    }

    /// <summary>Reads a sample that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ReferenceSampleException">The file is no sample.</exception>
    public static ReferenceSample Load(string file)
    {
        try
        {
            var sample = JsonSerializer.Deserialize(File.ReadAllText(file), ReferenceSampleJson.Default.ReferenceSample);
            return sample is { Scores.Count: > 0 }
                ? sample
                : throw new ReferenceSampleException($"'{file}' holds no scores; delete it to have it measured anew");
        }
        catch (JsonException exception)
        {
            throw new ReferenceSampleException(
                $"'{file}' is no reference sample (line {exception.LineNumber + 1}); name one that tegula wrote, or delete it to have it measured anew");
        }
    }

    /// <summary>Writes the sample; the file is either the whole sample or as it was before.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public void Save(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var part = Path.Combine(folder, $".{Path.GetRandomFileName()}.part");
        try
        {
            File.WriteAllText(part, ReferenceSampleJson.Write(this));
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>
    /// Refuses a sample that says nothing about what is asked: of another space, other images, measured otherwise, or without an indicator needed.
    /// </summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">How the architectures to be valued are measured; of its indicators all have to be in the sample.</param>
    /// <exception cref="ReferenceSampleException">It does not fit.</exception>
    public void RequireFit(string space, ImageDataset data, IndicatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        if (Space != space)
            throw Unfit($"is of space {Space}, not {space}");
        if (Data != data.Id || DataSha256 != data.ContentHash)
            throw Unfit($"was measured on other images ({Data}, SHA-256 {DataSha256[..Math.Min(12, DataSha256.Length)]}...) than {data.Name}");
        if (options.Indicators.Except(Scoring.Indicators).FirstOrDefault() is { } missing)
            throw Unfit($"lacks {missing}; it has {string.Join(", ", Scoring.Indicators)}");
        var settings = IndicatorSettings.Of(Scoring);
        foreach (var (name, wanted) in IndicatorSettings.Of(options))
        {
            if (settings[name] != wanted)
                throw Unfit($"was measured with {name} {Text(settings[name])}, not {Text(wanted)}");
        }
    }

    /// <summary>The value of one architecture in a combination; higher is better.</summary>
    /// <param name="combination">Its indicators are all in the sample.</param>
    /// <param name="score">The architecture, measured as the sample was.</param>
    /// <returns>As <see cref="IndicatorCombination.Value"/>.</returns>
    public double Value(IndicatorCombination combination, ArchitectureScore score)
    {
        ArgumentNullException.ThrowIfNull(combination);
        return combination.Value(score, Scores);
    }

    private static string LibraryVersion =>
        typeof(ReferenceSample).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static string Text(string setting) => setting == "null" ? "unset" : setting.Trim('"');

    private static ReferenceSampleException Unfit(string what) => new($"the reference sample {what}; name another file, or delete it to have it measured anew");
}
