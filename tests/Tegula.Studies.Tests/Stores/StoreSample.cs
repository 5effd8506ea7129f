using Tegula.Indicators;
using Tegula.Search;

namespace Tegula.Studies.Tests.Stores;

/// <summary>What tests put into a store; the space is nobody's, so that any text is an architecture of it.</summary>
internal static class StoreSample
{
    public static StudyDefinition Definition { get; } = new()
    {
        Command = "search",
        Space = "letters",
        Method = "random",
        Objective = "-ntk+regions",
        Seed = ulong.MaxValue,
        Fidelity = "fast",
        Data = "/data/a \"b\".bin",
        DataSha256 = new string('a', 64),
        Steps = 100,
        Request = """{"a":"<b> & 'c' ü"}""",
    };

    public static ScoringContext Context(int seed = 0, string space = "letters") => new()
    {
        Space = space,
        DataId = "cifar10",
        DataSha256 = new string('b', 64),
        Settings = new Dictionary<string, string> { ["seed"] = $"{seed}", ["batch"] = "32" },
    };

    public static NewEvaluation Evaluation(long context, long? study, string computation, params (string Id, double? Value)[] values) => new()
    {
        Context = context,
        Study = study,
        Computation = computation,
        Architecture = $"as asked: {computation}",
        Indicators = values.ToDictionary(item => item.Id, item => item.Value is { } value ? Value(value) : IndicatorValue.Failed(IndicatorStatus.Singular)),
        Version = "1.2.3+abc",
        Machine = "node-1",
        Started = DateTimeOffset.UnixEpoch.AddTicks(17_000_000_000_000_001),
        Seconds = 0.1,
        Threads = 2,
    };

    public static IndicatorValue Value(double value, double sd = 0) => new(value, sd, IndicatorStatus.Ok);

    public static StudyStep Step(int number, StoredEvaluation evaluation) =>
        new(
            number,
            evaluation.Architecture,
            evaluation.Id,
            number % 2 == 1,
            number % 3 == 0 ? null : 0.1 * number,
            1L << 40,
            DateTimeOffset.UnixEpoch.AddTicks(number));

    public static RecordedResult Result(string key, string name) => new()
    {
        Key = key,
        Name = name,
        Command = "train",
        Request = "{}",
        Outputs = new Dictionary<string, string> { ["json"] = "{\n}", ["text"] = "a\tb\n", ["svg"] = "" },
        Version = "1.2.3",
        Machine = "node-1",
        Started = DateTimeOffset.UnixEpoch.AddTicks(5),
        Seconds = 0.25,
    };
}
