using System.Text;

namespace Tegula.Studies.Slurm;

/// <summary>Reads the logs of some workers, each time from where it stood; a log grows only, also when its worker is queued anew.</summary>
/// <param name="folder">Where the logs are.</param>
/// <param name="array">The array.</param>
/// <param name="tasks">The workers.</param>
public sealed class SlurmLogReader(SlurmFolder folder, SlurmArray array, IReadOnlyList<int> tasks)
{
    private readonly Dictionary<int, (long Position, Decoder Decoder)> _read = tasks.ToDictionary(task => task, _ => (0L, Encoding.UTF8.GetDecoder()));

    /// <summary>What is new, for each worker that has a log.</summary>
    /// <exception cref="StudyException">A log cannot be read.</exception>
    public IReadOnlyList<SlurmLogPart> Read() =>
        [.. tasks.Where(task => File.Exists(PathOf(task))).Select(task => new SlurmLogPart(array.Job, task, PathOf(task), NewText(task)))];

    private string PathOf(int task) => folder.PathOf(array.LogOf(task));

    private string NewText(int task)
    {
        var (position, decoder) = _read[task];
        try
        {
            using var stream = new FileStream(PathOf(task), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Position = Math.Min(position, stream.Length);
            var bytes = new byte[stream.Length - stream.Position];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

            // Half a letter at the end is kept for the next time.
            var letters = new char[decoder.GetCharCount(bytes, 0, count)];
            decoder.GetChars(bytes, 0, count, letters, 0);
            _read[task] = (stream.Position, decoder);
            return new(letters);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StudyException($"the log {PathOf(task)} cannot be read: {exception.Message}", exception) { IsFailure = true };
        }
    }
}
