using Tegula.Indicators;

namespace Tegula.Search;

/// <summary>Scores by what is computed: architectures with the same key share one measurement.</summary>
/// <remarks>Valid for one set of indicators, data, fidelity and seed; may be shared by several searches one after another. Not thread-safe.</remarks>
public sealed class ScoreCache
{
    private readonly Dictionary<string, (ArchitectureScore Score, double Seconds)> _scores = [];

    /// <summary>Distinct computations scored.</summary>
    public int Count => _scores.Count;

    /// <summary>Stores a measurement.</summary>
    /// <param name="key">Key of the computation, from the space.</param>
    /// <param name="score">What was measured.</param>
    /// <param name="seconds">Wall time that it took; its share where several were measured together.</param>
    /// <exception cref="ArgumentException">The computation has been scored before.</exception>
    public void Add(string key, ArchitectureScore score, double seconds)
    {
        if (!_scores.TryAdd(key, (score, seconds)))
            throw new ArgumentException($"the computation {key} has been scored before", nameof(key));
    }

    /// <summary>Whether a computation has been scored.</summary>
    public bool Contains(string key) => _scores.ContainsKey(key);

    /// <summary>The score of a computation under the name of the architecture asked for, and the wall time that it had taken.</summary>
    /// <param name="key">Key of the computation, from the space.</param>
    /// <param name="architecture">The architecture asked for, as text.</param>
    /// <exception cref="KeyNotFoundException">The computation has not been scored.</exception>
    public (ArchitectureScore Score, double Seconds) Get(string key, string architecture)
    {
        var (score, seconds) = _scores[key];
        return (score with { Architecture = architecture }, seconds);
    }
}
