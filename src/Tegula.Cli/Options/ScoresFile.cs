using System.Text.Json;
using Tegula.Architectures;
using Tegula.Cli.Errors;
using Tegula.Cli.Output;
using Tegula.Indicators;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary>Reads what <c>score --json</c> printed.</summary>
internal static class ScoresFile
{
    private const string Expectation = "expected what 'tegula score --json' prints";

    /// <summary>The architectures of a file with their scores, in its order; of several entries of one architecture the first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="space">The space of its architectures.</param>
    /// <exception cref="UsageException">The file is missing or something else, or an architecture is none of the space.</exception>
    public static IReadOnlyList<(IArchitecture Architecture, ArchitectureScore Score)> Read(string file, SpaceInfo space)
    {
        var entries = Document(file).Scores;
        if (entries is null || entries.Count == 0)
            throw new UsageException($"{file}: there are no scores, {Expectation}");
        var scores = entries.Select((entry, index) => Entry(file, index, entry, space)).DistinctBy(entry => entry.Score.Architecture).ToList();
        var indicators = scores[0].Score.Indicators.Keys;
        return scores.Find(entry => indicators.Any(id => !entry.Score.Indicators.ContainsKey(id))) is { Score: { } other }
            ? throw new UsageException($"{file}: '{other.Architecture}' lacks an indicator that the first architecture has; {Expectation}")
            : scores;
    }

    private static ScoresReport Document(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, CliJson.Default.ScoresReport)
                ?? throw new UsageException($"{file}: there is nothing in it, {Expectation}");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{file}, line {exception.LineNumber + 1}: this is not a document of scores, {Expectation}");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"there is no file of scores {file}; write one with 'tegula score --json'");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read, {Expectation}");
        }
    }

    private static (IArchitecture Architecture, ArchitectureScore Score) Entry(string file, int index, ScoreJson entry, SpaceInfo space)
    {
        if (entry?.Architecture is null || entry.Indicators is null || entry.Indicators.Count == 0)
            throw new UsageException($"{file}: score {index + 1} has no architecture or no indicators, {Expectation}");
        try
        {
            var architecture = space.Parse(entry.Architecture);
            var values = entry.Indicators.ToDictionary(pair => pair.Key, pair => Value(file, index, pair.Key, pair.Value));
            return (architecture, new(architecture.ToString()!, values, entry.Seconds));
        }
        catch (ArchitectureFormatException exception)
        {
            throw new UsageException($"{file}: score {index + 1} is of no architecture of {space.Id}: {exception.Message}");
        }
    }

    private static IndicatorValue Value(string file, int index, string id, IndicatorJson? value)
    {
        if (IndicatorRegistry.All.All(indicator => indicator.Id != id))
            throw new UsageException($"{file}: score {index + 1} has an unknown indicator '{id}', {Expectation}");
        if (value?.Status is null || IndicatorJson.StatusOf(value.Status) is not { } status || (status == IndicatorStatus.Ok) != (value.Value is not null))
            throw new UsageException($"{file}: {id} of score {index + 1} has neither a value nor a known status, {Expectation}");
        return status == IndicatorStatus.Ok ? new(value.Value, value.Sd ?? 0, status) : IndicatorValue.Failed(status);
    }
}
