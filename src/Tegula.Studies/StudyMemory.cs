using Tegula.Experiments;

namespace Tegula.Studies;

/// <summary>Keeps the finished parts of experiments in a study, so that an experiment that was killed goes on where it was.</summary>
/// <param name="store">Where they are kept.</param>
public sealed class StudyMemory(StudyStore store) : IExperimentMemory
{
    private const string Output = "json";

    // Parts have no name of their own; a few digits of the key make one that no other has.
    private const int NameDigits = 16;

    /// <inheritdoc/>
    /// <exception cref="StudyException">The store cannot be read.</exception>
    public string? Find(string part) =>
        store.FindResult(RecordedResult.KeyOf(RecordedResult.PartCommand, part))?.Outputs.GetValueOrDefault(Output);

    /// <inheritdoc/>
    /// <exception cref="StudyException">The store cannot be written.</exception>
    public void Keep(string part, string value, TimeSpan duration)
    {
        string key = RecordedResult.KeyOf(RecordedResult.PartCommand, part);
        store.AddResult(new RecordedResult
        {
            Key = key,
            Name = $"{RecordedResult.PartCommand} {key[..NameDigits]}",
            Command = RecordedResult.PartCommand,
            Request = part,
            Outputs = new Dictionary<string, string> { [Output] = value },
            Version = Provenance.Version,
            Machine = Provenance.Machine,
            Started = DateTimeOffset.UtcNow - duration,
            Seconds = duration.TotalSeconds,
        });
    }
}
