using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Studies;
using Tegula.Studies.Exchange;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula study import</c>: takes JSON lines into a store, all or nothing.</summary>
internal static class StudyImportCommand
{
    private const string StandardInput = "-";

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "import",
            "Take in what 'study export' wrote as JSON lines, all or nothing; what is there already is kept",
            "tegula study import runs.jsonl --study other.db",
            "tegula study import runs.jsonl --study other.db --as evolution-2");
        var file = new Argument<string>("FILE") { Description = "JSON lines; - for standard input" };
        command.Add(file);
        var selection = new StudySelection().AddStoreTo(command);
        var name = new Option<string?>("--as") { Description = "New name of the file's one study", HelpName = "NAME" };
        command.Add(name);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result =>
        {
            var (mode, location) = (output.Read(result), selection.Location(result));
            var items = Read(result.GetRequiredValue(file), result.GetValue(name));
            using var store = StudyStore.Open(location);
            var counts = store.Import(items);
            if (mode.Json)
                CliJson.Print(new StudyImportReport(store.Location, counts.Added, counts.Present));
            else
                ExchangeView.Write(Terminal.Create(mode), store.Location, counts);
            return ExitCode.Done;
        });
        return command;
    }

    // The whole file is checked before the store is opened, which would make one that is not there.
    private static List<ExchangeItem> Read(string file, string? name)
    {
        if (file == StandardInput)
            return [.. StudyImport.Read(Console.In, "standard input", name)];
        using var reader = new StreamReader(file, WholeFile.Encoding);
        return [.. StudyImport.Read(reader, $"'{file}'", name)];
    }
}
