using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Dashboard.Hosting;
using Tegula.Dashboard.Searches;
using Tegula.Datasets;
using Tegula.Studies;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula ui</c>: the dashboard.</summary>
internal sealed class UiCommand
{
    private const string Host = "127.0.0.1";

    private readonly Option<string[]> _studies = Several(
        "--study",
        "Folder whose studies are shown and new ones made in (default: the current one), or single files and databases",
        "FOLDER|FILE|postgres://...");

    private readonly Option<string?> _host = new("--host")
    {
        Description = $"Address to listen on (default {Host}); one that other machines reach needs --token",
        HelpName = "ADDRESS",
    };

    private readonly Option<int?> _port = Limits.AtLeast(0, "--port", $"Port to listen on (default {DashboardOptions.UsualPort}); 0 for any that is free");
    private readonly Option<string?> _token = new("--token")
    {
        Description = $"What a browser has to know to be let in, {DashboardOptions.ShortestToken} letters or more; the environment variable "
            + $"{SearchProcesses.TokenVariable} does the same and is not seen in lists of processes",
        HelpName = "TEXT",
    };

    private readonly Option<string[]> _data = Several(
        "--data", "Data that searches started from a page may use, beside built-in sets and files of the folder", "DATA");

    private readonly Option<string[]> _tables = Several("--table", "Table of trained cells that pages may look into, beside those of the folder", "FILE");
    private readonly Option<int?> _searches = Limits.AtLeast(1, "--searches", "Searches started from pages that may run at a time (default 1)");
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print the address and nothing else" };

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var options = new UiCommand();
        var command = new ExampleCommand(
            "ui",
            "Show studies in the browser while searches write them; start, stop and resume searches there; Ctrl-C ends it",
            "tegula ui",
            "tegula ui --study runs.db --port 8080",
            "tegula ui --study postgres://tegula@dbhost/studies --data cifar10:data_batch_1.bin --table nasbench201.csv.gz",
            "tegula ui --host 0.0.0.0 --token 5f1c07b29ad44be6");
        foreach (var option in new Option[]
            { options._studies, options._host, options._port, options._token, options._data, options._tables, options._searches, options._quiet })
        {
            command.Add(option);
        }

        command.SetAction((result, _) => options.Run(result));
        return command;
    }

    private static Option<string[]> Several(string name, string description, string valueName) =>
        new(name)
        {
            Description = $"{description}; may be given several times",
            HelpName = valueName,
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
        };

    private async Task<int> Run(ParseResult result)
    {
        using var cancellation = new Cancellation();
        var options = Read(result);

        // Starting is a matter of a moment; who ends it meanwhile ends it as always.
        await using var server = await DashboardServer.Start(options, CancellationToken.None);
        await Console.Out.WriteLineAsync($"Tegula: {server.Address.ToString().TrimEnd('/')}");
        if (!result.GetValue(_quiet))
            await Console.Error.WriteLineAsync($"tegula: shows {Shown(options)}; Ctrl-C ends it, and the searches that were started from its pages");
        await server.Serve(cancellation.Token);
        return ExitCode.Done;
    }

    private DashboardOptions Read(ParseResult result)
    {
        var given = result.GetValue(_studies) ?? [];
        var folders = given.Where(place => !StudyStore.IsServer(place) && Directory.Exists(place)).ToList();
        if (folders.Count > 0 && given.Length > 1)
            throw new UsageException($"--study '{folders[0]}' is a folder and stands alone: give one folder, or files and databases");
        string[] stores = folders.Count > 0 ? [] : [.. given.Select(Store)];
        return new()
        {
            Folder = folders is [var folder] ? Path.GetFullPath(folder) : Environment.CurrentDirectory,
            Stores = stores,
            Host = result.GetValue(_host) ?? Host,
            Port = result.GetValue(_port) ?? DashboardOptions.UsualPort,
            Token = result.GetValue(_token) ?? (Environment.GetEnvironmentVariable(SearchProcesses.TokenVariable) is { Length: > 0 } token ? token : null),
            Data = [.. (result.GetValue(_data) ?? []).Select(Data)],
            Tables = [.. (result.GetValue(_tables) ?? []).Select(Table)],
            Searches = result.GetValue(_searches) ?? 1,
            Program = Program(),
            Log = line => ErrorLine.Write(line, ExitCode.Failed),
        };
    }

    // Opened once, so that a wrong name is told here and not on a page.
    private static string Store(string place)
    {
        if (string.IsNullOrWhiteSpace(place))
            throw new UsageException("--study is empty, expected a folder, a file such as runs.db, or postgres://USER@HOST/DATABASE");
        StudyStore.Open(place, StudyAccess.ReadOnly).Dispose();
        return StudyStore.IsServer(place) ? place : Path.GetFullPath(place);
    }

    private static string Data(string text)
    {
        var spec = DatasetSpec.Parse(text);
        if (!spec.Kind.NeedsPath)
            return text;
        return Path.Exists(spec.Location)
            ? $"{spec with { Path = Path.GetFullPath(spec.Path) }}"
            : throw new UsageException($"--data '{text}': there is no file or folder '{spec.Location}'; {spec.Kind.ExpectedAt}");
    }

    private static string Table(string file) => File.Exists(file)
        ? Path.GetFullPath(file)
        : throw new UsageException($"--table '{file}': there is no such file; give a CSV file, plain or gzip");

    private static string Shown(DashboardOptions options) =>
        options.Stores.Count == 0 ? $"the studies of {options.Folder}" : string.Join(", ", options.Stores.Select(StudyStore.Shown));

    // The program is its own file, or one that 'dotnet' runs.
    private static string[] Program()
    {
        string host = Environment.ProcessPath ?? throw new CommandException("the program's own file cannot be found", ExitCode.Failed);
        return Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(UiCommand).Assembly.Location] : [host];
    }
}
