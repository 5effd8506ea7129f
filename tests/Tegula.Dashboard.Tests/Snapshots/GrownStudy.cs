using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Stores;
using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies;

namespace Tegula.Dashboard.Tests.Snapshots;

/// <summary>A study in a folder of its own that grows on demand, with repeated, failed and broken evaluations; gone when its test is over.</summary>
internal sealed class GrownStudy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tegula-snapshots-");
    private readonly Random _random;
    private readonly string _objective;
    private readonly bool _fails;
    private readonly List<StoredEvaluation> _known = [];
    private long _context;

    public GrownStudy(int seed, string objective = "sum:kappa+naswot", string name = "grown", string file = "grown.db", bool fails = false)
    {
        (_random, _objective, _fails, File) = (new Random(seed), objective, fails, Path.Combine(_folder.FullName, file));
        Options = new() { Folder = _folder.FullName, Port = 0, Program = ["none"] };
        Shelf = new(Options);
        Store = StudyStore.Open(File);
        Begin(name);
    }

    public string File { get; }

    public DashboardOptions Options { get; }

    public StudyShelf Shelf { get; }

    public StudyStore Store { get; private set; }

    public Study Study { get; private set; } = null!;

    public int Steps { get; private set; }

    public ShelvedStore Shelved => Shelf.Stores().Single();

    /// <summary>Begins another study; it is the one that grows from now on.</summary>
    public void Begin(string name)
    {
        Study = Store.CreateStudy(name, new()
        {
            Command = "search",
            Space = "letters",
            Method = "evolution",
            Objective = _objective,
            Seed = 1,
            Fidelity = "fast",
            Data = "none",
            DataSha256 = "none",
            Request = "{}",
        });
        _context = Store.AddContext(
            new() { Space = "letters", DataId = "none", DataSha256 = "none", Settings = new Dictionary<string, string> { ["study"] = name } }, "none").Id;
        Steps = 0;
        _known.Clear();
    }

    /// <summary>Adds steps.</summary>
    public void Grow(int steps)
    {
        for (; steps > 0; steps -= 500)
        {
            Store.AddSteps(Study.Id, [.. Enumerable.Range(Steps, Math.Min(500, steps)).Select(Step)]);
            Steps += Math.Min(500, steps);
        }
    }

    /// <summary>Deletes the file and makes another one in its place, with a study of the same number.</summary>
    public void Replace(string name)
    {
        Store.Dispose();
        foreach (var file in Directory.GetFiles(_folder.FullName))
            System.IO.File.Delete(file);
        Store = StudyStore.Open(File);
        Begin(name);
    }

    public void Dispose()
    {
        Shelf.Dispose();
        Store.Dispose();
        _folder.Delete(recursive: true);
    }

    private StudyStep Step(int number)
    {
        var isCached = _known.Count > 0 && _random.Next(3) == 0;
        if (!isCached)
            _known.Add(Store.Add(Evaluation($"Cell {_known.Count:D5}")));
        var evaluation = isCached ? _known[_random.Next(_known.Count)] : _known[^1];
        var architecture = isCached ? $"{evaluation.Architecture} again" : evaluation.Architecture;
        return new(number, architecture, evaluation.Id, isCached, number % 16 == 0 ? 1.0 / (number + 1) : null, number, DateTimeOffset.UtcNow);
    }

    private NewEvaluation Evaluation(string computation)
    {
        var isBroken = _random.Next(20) == 0;
        return new()
        {
            Context = _context,
            Study = Study.Id,
            Computation = computation,
            Architecture = $"{"abc"[_random.Next(3)]}{_random.Next(1000)}",
            Indicators = isBroken ? new Dictionary<string, IndicatorValue>() : new Dictionary<string, IndicatorValue>
            {
                ["kappa"] = Value(Math.Exp(_random.NextDouble() * 20)),
                ["naswot"] = Value(_random.Next(50)),
                ["params"] = Value(_random.Next(1_000_000)),
            },
            Version = "1",
            Machine = "here",
            Started = DateTimeOffset.UtcNow,
            Seconds = _random.Next(100) / 8.0,
            Threads = 1,
            Error = isBroken ? "it broke" : null,
        };
    }

    private IndicatorValue Value(double value) =>
        _fails || _random.Next(12) == 0 ? IndicatorValue.Failed(IndicatorStatus.Singular) : new(value, value / 10, IndicatorStatus.Ok);
}
