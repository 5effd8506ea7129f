using System.Diagnostics;
using System.Globalization;
using Tegula.Datasets;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Benchmarks;

/// <summary>The dashboard: pages over a study of many evaluations, and what fifty browsers that watch a search cost it.</summary>
internal static class DashboardBenchmark
{
    private const int Rounds = 7;
    private const int Watchers = 50;
    private const string LargeFile = "large.db";
    private static readonly string[] Indicators = ["kappa", "regions", "mse", "naswot", "params", "macs"];

    /// <summary>Prints a table of pages and one of pairs of searches.</summary>
    /// <param name="arguments">Evaluations, pairs of searches, and steps of each; 100,000, 5 and 200 where none are given.</param>
    public static void Run(string[] arguments)
    {
        int[] numbers = [.. arguments.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
        var folder = Directory.CreateTempSubdirectory("tegula-dashboard-");
        try
        {
            var study = Fill(Path.Combine(folder.FullName, LargeFile), numbers.ElementAtOrDefault(0) is > 0 and var count ? count : 100_000);
            Pages(folder.FullName, study);
            Pairs(folder.FullName, numbers.Length > 1 ? numbers[1] : 5, numbers.Length > 2 ? numbers[2] : 200);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Fill(string file, int count)
    {
        using var store = StudyStore.Open(file);
        var study = store.CreateStudy("large", new()
        {
            Command = StudySearch.Command,
            Space = "nasbench201",
            Method = SearchMethods.Evolution,
            Objective = "sum:kappa+regions",
            Seed = 1,
            Fidelity = "fast",
            Data = "synthetic",
            DataSha256 = "none",
            Steps = count,
            Request = "{}",
        });
        var way = new ScoringContext { Space = "nasbench201", DataId = "none", DataSha256 = "none", Settings = new Dictionary<string, string>() };
        var context = store.AddContext(way, "none").Id;
        var random = new Random(1);
        var steps = new List<StudyStep>(count);
        for (var number = 0; number < count; number++)
        {
            var architecture = $"|nor_conv_3x3~0|+|skip_connect~0|none~1|+|nor_conv_1x1~0|avg_pool_3x3~1|skip_connect~2| {number:D6}";
            var evaluation = store.Add(new()
            {
                Context = context,
                Study = study.Id,
                Computation = architecture,
                Architecture = architecture,
                Indicators = Indicators.ToDictionary(id => id, _ => Value(random)),
                Version = Provenance.Version,
                Machine = Provenance.Machine,
                Started = DateTimeOffset.UtcNow,
                Seconds = random.NextDouble(),
                Threads = 1,
            });
            steps.Add(new(number, architecture, evaluation.Id, false, number % 16 == 0 ? random.NextDouble() : null, number / 3, DateTimeOffset.UtcNow));
        }

        store.AddSteps(study.Id, steps);
        store.SetStatus(study.Id, StudyStatus.Done);
        return study.Id;
    }

    private static IndicatorValue Value(Random random) => new(Math.Exp(random.NextDouble() * 12), random.NextDouble(), IndicatorStatus.Ok);

    private static void Pages(string folder, long study)
    {
        Console.WriteLine("| what | first ms | median ms | CPU ms, first | CPU ms, then | KiB |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var page = $"/studies/{LargeFile}/{study}";
        (string Name, string Address)[] wanted =
        [
            ("first page", "/"),
            ("study page", page),
            ("course of the study", $"{page}/course.json"),
            ("table by kappa, largest first", $"{page}?sort=kappa&descending=true"),
            ("table by architecture", $"{page}?sort=architecture"),
            ("table of what two bounds and a text pass, page 3", $"{page}?min-kappa=100&max-regions=1000&contains=NOR_CONV&page=3"),
            ("table of 500 rows", $"{page}?size=500"),
            ("table as CSV", $"{page}/evaluations.csv"),
        ];
        using var server = DashboardProcess.Start(folder);
        using var client = new HttpClient { BaseAddress = server.Address };
        foreach (var (name, address) in wanted)
        {
            var start = server.CpuSeconds;
            var (first, bytes) = Time(client, address);
            var middle = server.CpuSeconds;
            double[] more = [.. Enumerable.Range(0, Rounds).Select(_ => Time(client, address).Milliseconds).Order()];
            var end = server.CpuSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {first:F0} | {more[Rounds / 2]:F1} | {1000 * (middle - start):F0} | {1000 * (end - middle) / Rounds:F0} | {bytes / 1024.0:F0} |"));
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"The server's memory is {server.MemoryMib:F0} MiB, its CPU time {server.CpuSeconds:F1} s."));
        Console.WriteLine();
    }

    private static (double Milliseconds, int Bytes) Time(HttpClient client, string address)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = client.GetAsync(new Uri(address, UriKind.Relative)).GetAwaiter().GetResult();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{address} was answered with {(int)response.StatusCode}");
        var body = response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, body.Length);
    }

    private static void Pairs(string folder, int pairs, int steps)
    {
        Console.WriteLine($"| pair | alone s | watched by {Watchers} s | ratio | server CPU s | events | MiB sent |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        using var server = DashboardProcess.Start(folder);
        var images = DatasetSpec.Open("synthetic");
        Search(folder, images, Math.Max(20, steps / 4), new(server.Address, Watchers));
        var ratios = new List<double>();
        for (var pair = 0; pair < pairs; pair++)
        {
            var (alone, watched, cpu) = (0.0, 0.0, 0.0);
            var audience = new DashboardAudience(server.Address, Watchers);

            // Whoever comes second finds a warmer or a busier machine: they take turns.
            foreach (var isWatched in pair % 2 == 0 ? (bool[])[false, true] : [true, false])
            {
                var before = server.CpuSeconds;
                var seconds = Search(folder, images, steps, isWatched ? audience : null);
                (alone, watched) = isWatched ? (alone, seconds) : (seconds, watched);
                cpu = isWatched ? server.CpuSeconds - before : cpu;
            }

            ratios.Add(watched / alone);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {pair + 1} | {alone:F2} | {watched:F2} | {watched / alone:F3} | {cpu:F2} | {audience.Events} | {audience.Bytes / 1048576.0:F1} |"));
        }

        ratios.Sort();
        if (ratios.Count > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nMedian ratio {ratios[ratios.Count / 2]:F3}"));
    }

    private static double Search(string folder, ImageDataset images, int steps, DashboardAudience? audience)
    {
        var name = $"search-{Guid.NewGuid():N}.db";
        using var store = StudyStore.Open(Path.Combine(folder, name));
        var request = new SearchRequest { Steps = steps };
        request = request with { Scoring = request.Scoring with { Threads = 2 } };
        var start = Stopwatch.GetTimestamp();
        StudySearch.Run(store, "search", request, images, "synthetic", progress: progress =>
        {
            if (progress.Done == 1)
                audience?.Come($"/studies/{name}/1/events");
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        audience?.Leave();
        return seconds;
    }
}
