namespace Tegula.Dashboard.Snapshots;

/// <summary>How a watched study stands. Whoever is behind waits for <see cref="Next"/>, and need not see every one of them.</summary>
internal sealed class StudyNews
{
    private readonly TaskCompletionSource<StudyNews> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>News of a study.</summary>
    /// <param name="snapshot">The study; null when it is not there any more.</param>
    /// <param name="generation">Which study of this number: higher after it was deleted and made again.</param>
    /// <param name="isUnreadable">Whether it cannot be read now; the snapshot is the last that could.</param>
    public StudyNews(StudySnapshot? snapshot, int generation, bool isUnreadable = false) =>
        (Snapshot, Generation, IsUnreadable) = (snapshot, generation, isUnreadable);

    /// <summary>The study; null when it is not there any more.</summary>
    public StudySnapshot? Snapshot { get; }

    /// <summary>Which study of this number: higher after it was deleted and made again.</summary>
    public int Generation { get; }

    /// <summary>Whether it cannot be read now; the snapshot is the last that could.</summary>
    public bool IsUnreadable { get; }

    /// <summary>Comes when something changed.</summary>
#pragma warning disable VSTHRD003 // nobody starts it: it ends when there is news
    public Task<StudyNews> Next => _next.Task;
#pragma warning restore VSTHRD003

    /// <summary>Tells those who wait.</summary>
    public void Tell(StudyNews next) => _next.TrySetResult(next);
}
