using System.Diagnostics;

namespace Tegula.Studies.Scoring;

/// <summary>Writes the steps of a study, several at a time, and holds those of a repeated run against what was written the first time.</summary>
/// <param name="store">Where they go.</param>
/// <param name="study">Their study, as it was when the run began.</param>
internal sealed class StepJournal(StudyStore store, Study study)
{
    private const int MostTogether = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private readonly IReadOnlyList<StudyStep> _written = store.Steps(study.Id);
    private readonly List<StudyStep> _new = [];
    private readonly Stopwatch _sinceWrite = Stopwatch.StartNew();

    /// <summary>Steps so far, those written before included.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the next step.</summary>
    /// <param name="architecture">As the space prints it.</param>
    /// <param name="evaluation"><see cref="StoredEvaluation.Id"/> of the evaluation that answered.</param>
    /// <param name="isCached">Whether the study had asked for the computation before.</param>
    /// <param name="turnedAway">Architectures turned away so far.</param>
    /// <param name="spread">Policy entropy or population diversity; null where it was not asked for.</param>
    /// <exception cref="StudyException">The study has another architecture in this place.</exception>
    public void Add(string architecture, long evaluation, bool isCached, long turnedAway = 0, double? spread = null)
    {
        var number = Count++;
        if (number < _written.Count)
        {
            RequireSame(_written[number], architecture);
            return;
        }

        _new.Add(new(number, architecture, evaluation, isCached, spread, turnedAway, DateTimeOffset.UtcNow));
        if (_new.Count >= MostTogether || _sinceWrite.Elapsed > Longest)
            Flush();
    }

    /// <summary>Writes what is not written yet.</summary>
    public void Flush()
    {
        if (_new.Count > 0)
            store.AddSteps(study.Id, _new);
        _new.Clear();
        _sinceWrite.Restart();
    }

    private void RequireSame(StudyStep written, string architecture)
    {
        if (written.Architecture != architecture)
        {
            throw new StudyException(
                $"study '{study.Name}' in '{store.Location}' cannot go on: its step {written.Number} was {written.Architecture}, and this tegula asks for "
                + $"{architecture} there; "
                + $"go on with version {study.Version}, or begin another study with --name (its scores are used where they are good)");
        }
    }
}
