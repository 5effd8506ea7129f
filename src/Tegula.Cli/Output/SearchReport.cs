using System.Text.Json.Serialization;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Options;
using Tegula.Networks;
using Tegula.Search;

namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>search</c>.</summary>
internal sealed record SearchReport
{
    /// <summary>The architecture found: an arch string or a genotype.</summary>
    public required string Architecture { get; init; }

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Indicators that the search went for.</summary>
    public required IReadOnlyList<string> Objective { get; init; }

    /// <summary>How their ranks became one number: <c>teg</c>, <c>default</c>, <c>sum:A+B</c> or <c>log:A+B</c>.</summary>
    public required string Combination { get; init; }

    /// <summary>The data as asked for.</summary>
    public required string Data { get; init; }

    /// <summary><c>reference</c> or <c>fast</c>.</summary>
    public required string Fidelity { get; init; }

    /// <summary>Initialisations averaged over; null for each indicator's own number.</summary>
    public required int? Repeats { get; init; }

    /// <summary>Images in a minibatch; null for each indicator's own number.</summary>
    public required int? Batch { get; init; }

    /// <summary>Seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Steps done.</summary>
    public required int Steps { get; init; }

    /// <summary>Distinct computations that had to be measured, the answer's included.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Those of the evaluations that another method of the same call had made.</summary>
    public required int Borrowed { get; init; }

    /// <summary>Steps whose computation had been scored before.</summary>
    public required int Cached { get; init; }

    /// <summary>Evaluations that could not be measured.</summary>
    public required int Failed { get; init; }

    /// <summary>Architectures that the depth-width filter turned away; they took no step.</summary>
    public required long Filtered { get; init; }

    /// <summary>Distinct computations among those: evaluations spared.</summary>
    public required int Spared { get; init; }

    /// <summary>Architectures over <c>--max-params</c> or <c>--max-macs</c>; they took no step.</summary>
    public required long OverBudget { get; init; }

    /// <summary>Why it ended: <c>steps</c>, <c>draws</c>, <c>time</c>, <c>spread</c>, <c>exhausted</c>, <c>cancelled</c>.</summary>
    public required string Stop { get; init; }

    /// <summary>True when stopped before the last step; the architecture is the best so far.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>Wall time of the search.</summary>
    public required double Seconds { get; init; }

    /// <summary>Wall time that it would have taken alone: with what the borrowed evaluations had taken.</summary>
    public required double SecondsAlone { get; init; }

    /// <summary>What the spared evaluations would have taken at the mean time of the others.</summary>
    public required double SecondsSpared { get; init; }

    /// <summary>The cell's indicators.</summary>
    public required Dictionary<string, IndicatorJson> Indicators { get; init; }

    /// <summary>The cell's place in each indicator.</summary>
    public required Dictionary<string, RankJson> Ranks { get; init; }

    /// <summary>The front of <c>pareto</c>; absent for other methods.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FrontMemberJson>? Front { get; init; }

    /// <summary>Parameters of the CIFAR-10 network: NAS-Bench-201 with C = 16, N = 5; DARTS with C = 36, 20 cells.</summary>
    public required long Params { get; init; }

    /// <summary>Multiply-accumulates of that network for one image.</summary>
    public required long Macs { get; init; }

    /// <summary>Test accuracy in percent after 200 epochs by data set; absent without a table that holds the cell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, double>? Accuracy { get; init; }

    /// <summary>What the search was worth by data set; absent without a table that holds the cell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, ReplayJson>? Replay { get; init; }

    /// <summary>The report of a search with an answer.</summary>
    public static SearchReport Of(SearchResult<IArchitecture> result, SearchRequest request, string data, TabularBenchmark? table)
    {
        var answer = result.Answer!;
        var cost = ArchitectureCost.Of(answer.Architecture)!.Whole;
        var replays = table is null ? [] : TabularBenchmark.Datasets.Select(dataset => SearchReplay.Of(result, table, dataset)).OfType<SearchReplay>().ToList();
        return new()
        {
            Architecture = answer.Score.Architecture,
            Space = request.Space,
            Method = request.Method,
            Objective = [.. request.Objective!.Indicators],
            Combination = request.Objective.Id,
            Data = data,
            Fidelity = ScoringOptions.Name(request.Scoring.Fidelity),
            Repeats = request.Scoring.Repeats,
            Batch = request.Scoring.BatchSize,
            Seed = request.Scoring.Seed,
            Steps = result.History.Count,
            Evaluations = result.Evaluations,
            Borrowed = result.Borrowed,
            Cached = result.History.Count(trial => trial.Cached),
            Failed = result.Failed,
            Filtered = result.Filtered,
            Spared = result.Spared,
            OverBudget = result.OverBudget,
            Stop = result.Stop.ToString().ToLowerInvariant(),
            Cancelled = result.Cancelled,
            Seconds = result.Elapsed.TotalSeconds,
            SecondsAlone = result.Cost.TotalSeconds,
            SecondsSpared = result.SparedTime.TotalSeconds,
            Indicators = IndicatorJson.Of(answer.Score),
            Ranks = result.Ranks.ToDictionary(rank => rank.Indicator, rank => new RankJson(rank.Rank, rank.Of)),
            Front = result.Front.Count == 0
                ? null
                : [.. result.Front.Select(member => new FrontMemberJson(member.Score.Architecture, IndicatorJson.Of(member.Score)))],
            Params = cost.Parameters,
            Macs = cost.Macs,
            Accuracy = TableLookup.Accuracy(table, answer.Architecture),
            Replay = replays.Count == 0 ? null : replays.ToDictionary(replay => replay.Dataset, ReplayJson.Of),
        };
    }
}
