using System.Globalization;
using System.Text.RegularExpressions;

namespace Tegula.Studies.Slurm;

/// <summary>What to ask Slurm for, as <c>--slurm partition=main,nodes=2,cpus=4</c> says it.</summary>
public sealed partial record SlurmOptions
{
    /// <summary>How <see cref="Parse"/> reads options, for the help of a command.</summary>
    public const string Syntax =
        "nodes=N nodes, one worker for each unless workers=N says how many in all (Slurm decides which fit together on a node); cpus=N CPUs of each worker, "
        + "threads=N of them used (default: all); partition=, account=, qos=, constraint=, mem= (such as 4G, of each worker) and time= (such as 4:00:00, after "
        + "which a worker is queued anew) go to Slurm as they are";

    /// <summary>Shortest <see cref="Time"/>: what is less would be used up by starting and by the minute in which a worker gives its tasks back.</summary>
    public static readonly TimeSpan ShortestTime = TimeSpan.FromMinutes(3);

    private const int MatchLimit = 1000; // milliseconds

    private static readonly string[] Keys = ["partition", "nodes", "cpus", "workers", "time", "mem", "account", "qos", "constraint", "threads"];

    /// <summary>Partition; null for the cluster's own choice.</summary>
    public string? Partition { get; init; }

    /// <summary>Nodes' worth of workers, at least 1.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>CPUs of each worker, at least 1.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>Workers in all, at least <see cref="Nodes"/>.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Threads that each worker measures with, from 1 to <see cref="Cpus"/>.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Time limit of a worker as Slurm writes it; null for the partition's own.</summary>
    public string? Time { get; init; }

    /// <summary>Memory of each worker as Slurm writes it; null for the partition's own.</summary>
    public string? Memory { get; init; }

    /// <summary>Account to charge; null for the user's own.</summary>
    public string? Account { get; init; }

    /// <summary>Quality of service; null for the user's own.</summary>
    public string? Qos { get; init; }

    /// <summary>Features that a node must have; null for none.</summary>
    public string? Constraint { get; init; }

    /// <summary>Reads <c>key=value,key=value</c>.</summary>
    /// <exception cref="StudyException">A key is unknown or given twice, or a value is not what its key takes.</exception>
    public static SlurmOptions Parse(string text)
    {
        var values = Split(text);
        var nodes = Count(values, "nodes") ?? 1;
        var cpus = Count(values, "cpus") ?? 1;
        var workers = Count(values, "workers") ?? nodes;
        var threads = Count(values, "threads") ?? cpus;
        if (workers < nodes)
            throw Wrong($"workers={workers} leave some of nodes={nodes} without work; ask for at least {nodes} workers, or for {workers} nodes");
        if (threads > cpus)
            throw Wrong($"threads={threads} are more than cpus={cpus}; ask for at least {threads} CPUs, or for {cpus} threads");
        return new()
        {
            Partition = Word(values, "partition", "a name such as main", Name()),
            Nodes = nodes,
            Cpus = cpus,
            Workers = workers,
            Threads = threads,
            Time = TimeLimit(values),
            Memory = Word(values, "mem", "a whole number with a unit, such as 4G or 500M", MemorySize()),
            Account = Word(values, "account", "a name such as physics", Name()),
            Qos = Word(values, "qos", "a name such as normal", Name()),
            Constraint = Word(values, "constraint", "features such as avx512 or 'intel|amd'", Features()),
        };
    }

    private static Dictionary<string, string> Split(string text)
    {
        var values = new Dictionary<string, string>();
        foreach (var part in text.Split(','))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
                throw Wrong($"'{part}' is not KEY=VALUE; write it as partition=main,nodes=2,cpus=4");
            var key = part[..at].Trim();
            if (!Keys.Contains(key))
                throw Wrong($"there is no '{key}'; there are {string.Join(", ", Keys)}");
            if (!values.TryAdd(key, part[(at + 1)..].Trim()))
                throw Wrong($"'{key}' is given twice; give it once");
        }

        return values;
    }

    private static int? Count(Dictionary<string, string> values, string key)
    {
        if (!values.TryGetValue(key, out var text))
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 100_000)
            return count;
        throw Wrong($"{key}={text} is not a whole number from 1 to 100000");
    }

    private static string? Word(Dictionary<string, string> values, string key, string expected, Regex pattern)
    {
        if (!values.TryGetValue(key, out var text))
            return null;
        return pattern.IsMatch(text) ? text : throw Wrong($"{key}={text} is not {expected}");
    }

    private static string? TimeLimit(Dictionary<string, string> values)
    {
        if (Word(values, "time", "a time such as 4:00:00, 2-12:00:00 or 90 (minutes)", TimeText()) is not { } text)
            return null;
        return Length(text) >= ShortestTime ? text : throw Wrong($"time={text} is below {ShortestTime.TotalMinutes} minutes, too short to be of use");
    }

    // Slurm's forms: M, M:S, H:M:S, D-H, D-H:M, D-H:M:S.
    private static TimeSpan Length(string text)
    {
        var days = text.Split('-');
        var fields = days[^1].Split(':').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        if (days.Length == 2)
            return Hms((24 * double.Parse(days[0], CultureInfo.InvariantCulture)) + fields[0], fields.ElementAtOrDefault(1), fields.ElementAtOrDefault(2));
        return fields.Length == 3 ? Hms(fields[0], fields[1], fields[2]) : Hms(0, fields[0], fields.ElementAtOrDefault(1));

        static TimeSpan Hms(double hours, double minutes, double seconds) => TimeSpan.FromSeconds((((hours * 60) + minutes) * 60) + seconds);
    }

    private static StudyException Wrong(string message) => new($"--slurm: {message}");

    [GeneratedRegex(@"^[A-Za-z0-9_.@+-]{1,200}\z", RegexOptions.None, MatchLimit)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9_.@+&|*()\[\]!:-]{1,200}\z", RegexOptions.None, MatchLimit)]
    private static partial Regex Features();

    [GeneratedRegex(@"^[1-9][0-9]{0,8}[KMGT]?\z", RegexOptions.None, MatchLimit)]
    private static partial Regex MemorySize();

    [GeneratedRegex(@"^([0-9]{1,5}-)?[0-9]{1,6}(:[0-9]{1,2}){0,2}\z", RegexOptions.ExplicitCapture, MatchLimit)]
    private static partial Regex TimeText();
}
