namespace Tegula.Indicators;

/// <summary>Runs independent pieces of work.</summary>
internal static class Threads
{
    /// <summary>Runs piece 0 to <paramref name="count"/> - 1 on some threads; on one, in order and on the caller's.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Run(int count, int threads, Action<int> work, CancellationToken token)
    {
        if (threads > 1 && count > 1)
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = token }, work);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            token.ThrowIfCancellationRequested();
            work(i);
        }
    }
}
