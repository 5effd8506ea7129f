using System.Diagnostics;
using Tegula.Datasets;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Benchmarks;

/// <summary>What a study costs a search in one process with two threads at fast fidelity, and the time to go on with one that is done.</summary>
internal static class StudyBenchmark
{
    private const int Threads = 2;

    /// <summary>Prints a row for each number of steps.</summary>
    /// <param name="arguments">Steps, such as <c>200 1256</c>.</param>
    public static void Run(string[] arguments)
    {
        var data = DatasetSpec.Open("synthetic");
        Console.WriteLine("| steps | evaluations | seconds | store: calls | store: seconds | share of the time | replaying it, seconds | ms a step |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        int[] steps = arguments.Length == 0 ? [200, 1256] : [.. arguments.Select(int.Parse)];
        foreach (var count in steps)
        {
            var folder = Directory.CreateTempSubdirectory("tegula-study-");
            try
            {
                Measure(data, Path.Combine(folder.FullName, "study.db"), count);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static void Measure(ImageDataset data, string file, int steps)
    {
        var request = new SearchRequest { Steps = steps };
        request = request with { Scoring = request.Scoring with { Threads = Threads } };
        using var opened = StudyStore.Open(file);
        using var store = new TimedStore(opened);
        var start = Stopwatch.GetTimestamp();
        var result = StudySearch.Run(store, "search", request, data, "synthetic");
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (calls, spent) = (store.Calls, store.Spent.TotalSeconds);
        start = Stopwatch.GetTimestamp();
        StudySearch.Run(store, "search", request, data, "synthetic");
        var replay = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            $"| {steps} | {result.Evaluations} | {seconds:f2} | {calls} | {spent:f3} | {spent / seconds:p2} | {replay:f2} | {1000 * replay / steps:f3} |");
    }
}
