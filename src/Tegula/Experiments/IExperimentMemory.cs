namespace Tegula.Experiments;

/// <summary>
/// Remembers the finished parts of experiments, such as one training each, so that an experiment that was killed goes on where it was, and one with more
/// repeats makes only those that are new. Called from several threads at once.
/// </summary>
public interface IExperimentMemory
{
    /// <summary>What was kept for a part; null when nothing was.</summary>
    /// <param name="part">Everything that decides the numbers of the part, as JSON: equal texts, equal numbers.</param>
    string? Find(string part);

    /// <summary>Keeps a finished part, in the place of what was kept for it before.</summary>
    /// <param name="part">Everything that decides its numbers, as JSON.</param>
    /// <param name="value">Its numbers, as JSON.</param>
    /// <param name="duration">Wall time that it took.</param>
    void Keep(string part, string value, TimeSpan duration);
}
