using Tegula.Indicators;
using Tegula.Search;
using Tegula.Studies.Queue;

namespace Tegula.Studies.Tests.Queue;

/// <summary>A study with tasks that nobody has to measure.</summary>
public sealed class QueueSample
{
    private static readonly string[] Asked = ["kappa", "regions"];

    private QueueSample(long study, long context) => (Study, Context) = (study, context);

    public long Study { get; }

    public long Context { get; }

    public static QueueSample In(StudyStore store, string name = "queue")
    {
        var context = new ScoringContext
        {
            Space = "nas-bench-201",
            DataId = "synthetic",
            DataSha256 = new string('0', 64),
            Settings = new Dictionary<string, string> { ["seed"] = "0" },
        };
        return new(store.CreateStudy(name, Definition).Id, store.AddContext(context, "synthetic").Id);
    }

    public static StudyDefinition Definition { get; } = new()
    {
        Command = "search",
        Space = "nas-bench-201",
        Seed = 0,
        Fidelity = "fast",
        Data = "synthetic",
        DataSha256 = new string('0', 64),
        Request = "{}",
    };

    public static WorkerInfo Worker(string id) => new()
    {
        Id = id,
        Machine = "here",
        Process = 1,
        Threads = 1,
        Started = DateTimeOffset.UnixEpoch.AddDays(1),
        LastSeen = DateTimeOffset.UnixEpoch,
        Finished = 0,
        Held = 0,
    };

    public NewTask Task(int number) => new(Study, Context, $"computation {number}", $"architecture {number}", Asked);

    public NewEvaluation Evaluation(QueuedTask task) => new()
    {
        Context = task.Context,
        Study = task.Study,
        Computation = task.Computation,
        Architecture = task.Architecture,
        Indicators = task.Indicators.ToDictionary(id => id, id => new IndicatorValue(task.Id + (1.0 / 3), 0, IndicatorStatus.Ok)),
        Version = "test",
        Machine = "here",
        Started = DateTimeOffset.UnixEpoch,
        Seconds = 1,
        Threads = 1,
    };
}
