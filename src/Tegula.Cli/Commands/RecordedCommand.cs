using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Cli.Reports;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary>Answers a request: from the study where it holds the answer, else by computing it and keeping it there.</summary>
internal sealed class RecordedCommand
{
    private const int NameDigits = 8;

    private readonly StudyOptions _study = new();
    private readonly SvgOption _report = SvgOption.Report();
    private readonly OutputOptions _output = new();

    /// <summary>Adds <c>--study</c>, <c>--name</c>, <c>--report</c> and the options of the output to a command.</summary>
    public RecordedCommand AddTo(Command command)
    {
        _study.AddTo(command);
        _report.AddTo(command);
        _output.AddTo(command);
        return this;
    }

    /// <summary>How the command talks.</summary>
    public OutputMode Mode(ParseResult result) => _output.Read(result);

    /// <summary>Answers, prints and writes; to be called when nothing of the request can be wrong any more, since it makes the study.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="files">The files that can be asked for.</param>
    /// <param name="request">Everything that decides the answer; asked for only where there is a study.</param>
    /// <param name="compute">Computes the answer; told of the study, null without one.</param>
    /// <param name="isUsable">Whether a kept answer will do; null where it always does.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">Something else in the study has the name, or a file cannot be written.</exception>
    /// <exception cref="StudyException">The study cannot be opened, read or written; what was computed is printed nevertheless.</exception>
    public int Run(
        ParseResult result,
        IReadOnlyList<OutputFile> files,
        Func<JsonObject> request,
        Func<StudyStore?, CommandOutputs> compute,
        Func<RecordedResult, bool>? isUsable = null)
    {
        var mode = Mode(result);
        var report = _report.Read(result);
        string[] wanted = [mode.Json ? CommandOutputs.Json : CommandOutputs.Text, .. files.Where(file => file.Path is not null).Select(file => file.Output)];
        using var store = _study.Open(result);
        var command = result.CommandResult.Command.Name;
        var (started, start) = (DateTimeOffset.UtcNow, TimeProvider.System.GetTimestamp());
        if (store is null)
        {
            var computed = compute(null);
            return Print(computed.Render(report is null ? wanted : [.. computed.Names]), Elapsed(), null);
        }

        var text = request().ToJsonString();
        var key = RecordedResult.KeyOf(command, text);
        var found = store.FindResult(key);
        if (found is not null && wanted.All(found.Outputs.ContainsKey) && isUsable?.Invoke(found) != false)
        {
            if (!mode.Quiet)
                Console.Error.WriteLine($"tegula: from the study: {Origin(found)}");
            return Print(found.Outputs, found.Seconds, found);
        }

        var name = _study.Name(result) ?? found?.Name ?? $"{command}-{key[..NameDigits]}";
        RequireFree(store, name, key);
        var answer = compute(store);
        var seconds = Elapsed();
        var outputs = answer.Render([.. answer.Names]);
        var recorded = new RecordedResult
        {
            Key = key,
            Name = name,
            Command = command,
            Request = text,
            Outputs = outputs,
            Version = Provenance.Version,
            Machine = Provenance.Machine,
            Started = started,
            Seconds = seconds,
        };
        RecordedResult? kept = null;
        try
        {
            store.AddResult(recorded);
            kept = recorded;
        }
        finally
        {
            Print(outputs, seconds, kept);
        }

        return ExitCode.Done;

        double Elapsed() => TimeProvider.System.GetElapsedTime(start).TotalSeconds;

        int Print(IReadOnlyDictionary<string, string> rendered, double taken, RecordedResult? origin)
        {
            foreach (var file in files)
                file.Write(rendered);
            if (report is not null)
                SvgOption.Write(report, RecordedPage.Write(TypedCommand.Of(result), command, request().ToJsonString(), rendered, taken, origin));
            Console.Out.Write(rendered[wanted[0]]);
            return ExitCode.Done;
        }
    }

    private static string Origin(RecordedResult found) => string.Create(
        CultureInfo.InvariantCulture, $"'{found.Name}', computed on {found.Started.UtcDateTime:yyyy-MM-dd HH:mm} UTC in {found.Seconds:0.0} s");

    private static void RequireFree(StudyStore store, string name, string key)
    {
        var taken = store.Results().FirstOrDefault(other => other.Name == name && other.Key != key)?.Command
            ?? store.FindStudy(name)?.Definition.Command;
        if (taken is not null)
            throw new UsageException($"the study has something of the name '{name}' already, of the command {taken}; give another --name");
    }
}
