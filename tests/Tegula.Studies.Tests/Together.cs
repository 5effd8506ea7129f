namespace Tegula.Studies.Tests;

/// <summary>Runs the same work on several threads at once.</summary>
internal static class Together
{
    /// <summary>Waits for all; the first error of any is thrown.</summary>
    public static void Run(int threads, Action<int> work) => Start(threads, work).GetAwaiter().GetResult();

    /// <summary>Starts all.</summary>
    public static Task Start(int threads, Action<int> work) => Task.WhenAll(Enumerable.Range(0, threads).Select(number =>
        Task.Factory.StartNew(() => work(number), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
}
