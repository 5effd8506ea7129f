using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Tests.Search;

/// <summary>
/// Scores words: <c>kappa</c> falls and <c>regions</c> rises with the digits, <c>mse</c> is a scramble, and words with a given digit fail. A place of a
/// supernet, such as <c>[12]</c>, counts as the mean of its digits, and fails where only the given digit is left.
/// </summary>
internal sealed class DigitScorer(char failing = 'x') : IArchitectureScorer<string>
{
    public List<string> Scored { get; } = [];

    public Action<int>? BeforeScoring { get; init; }

    public static ArchitectureScore Score(string word, char failing = 'x')
    {
        string[] places = [.. word.Split('[', ']').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Select(digit => digit.ToString()))];
        var trimmed = string.Concat(places.Where(place => place != "0"));
        var sum = places.Sum(place => place.Average(digit => digit - '0'));
        var scramble = trimmed.Aggregate(17, (hash, digit) => ((hash * 31) + digit) % 97);
        var mse = places.Contains(failing.ToString()) ? IndicatorValue.Failed(IndicatorStatus.Singular) : new(scramble, 0, IndicatorStatus.Ok);
        return new(
            word,
            new Dictionary<string, IndicatorValue>
            {
                ["kappa"] = new(1.0 / (1 + sum), 0.125, IndicatorStatus.Ok),
                ["regions"] = new(Math.Floor(sum / 2), 0, IndicatorStatus.Ok),
                ["mse"] = mse,
            },
            0.5);
    }

    public ArchitectureScore Score(string architecture, int threads, CancellationToken token)
    {
        BeforeScoring?.Invoke(Scored.Count);
        token.ThrowIfCancellationRequested();
        Scored.Add(architecture);
        return Score(architecture, failing);
    }

    /// <summary>A source that this scorer stands behind, on one thread.</summary>
    public LocalScores<string> Source() => new(this, 1, 1);
}
