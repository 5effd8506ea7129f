using System.CommandLine;
using System.Security.Cryptography;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Cli.Options;
using Tegula.Cli.Output;
using Tegula.Datasets;

namespace Tegula.Cli.Commands;

/// <summary><c>tegula data verify</c>: opens data sets and tables, looks through all of them, and hashes them.</summary>
internal static class DataVerifyCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var command = new ExampleCommand(
            "verify",
            "Check data sets and tables: sizes, labels, SHA-256",
            "tegula data verify synthetic",
            "tegula data verify images:photos",
            "tegula data verify cifar10:data_batch_1.bin.gz --table nasbench201.csv.gz --json");
        var data = new Argument<string[]>("DATA") { Description = "Data sets, written as for --data", Arity = ArgumentArity.ZeroOrMore };
        var tables = new Option<string[]>("--table") { Description = "Table of trained cells; may be given several times", HelpName = "FILE" };
        command.Add(data);
        command.Add(tables);
        var output = new OutputOptions().AddTo(command);
        command.SetAction(result => Run(result.GetValue(data) ?? [], result.GetValue(tables) ?? [], output.Read(result)));
        return command;
    }

    private static int Run(string[] data, string[] tables, OutputMode mode)
    {
        if (data.Length + tables.Length == 0)
            throw new UsageException("there is nothing to verify; give data sets such as synthetic or cifar10:FILE, or --table FILE");
        var report = new DataVerifyReport([.. data.Select(Verify)], [.. tables.Select(VerifyTable)]);
        if (mode.Json)
            CliJson.Print(report);
        else
            Show(report);
        var problems = report.Datasets.SelectMany(dataset => dataset.Problems).Concat(report.Tables.SelectMany(table => table.Problems)).ToList();
        foreach (var problem in problems)
            ErrorLine.Write(problem, ExitCode.Wrong);
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Wrong;
    }

    private static DatasetVerifyJson Verify(string data)
    {
        var found = DatasetVerifier.Verify(data);
        return new(
            found.Data,
            found.IsOk,
            found.Count,
            found.Shape is { } shape ? [shape.Channels, shape.Height, shape.Width] : null,
            found.ClassCounts,
            found.Sha256,
            found.Recognised,
            found.Notes,
            found.Problems);
    }

    private static TableVerifyJson VerifyTable(string file)
    {
        try
        {
            var count = TabularBenchmark.Load(file).Cells.Length;
            using var stream = File.OpenRead(file);
            return new(file, Ok: true, count, Convert.ToHexStringLower(SHA256.HashData(stream)), []);
        }
        catch (Exception exception) when (exception is BenchmarkFormatException or IOException or UnauthorizedAccessException)
        {
            return new(file, Ok: false, 0, null, [exception.Message]);
        }
    }

    private static void Show(DataVerifyReport report)
    {
        var table = new TextTable("data", "ok", ">count", "shape", "SHA-256", "recognised");
        foreach (var found in report.Datasets)
            Row(found.Data, found.Ok, found.Count, found.Shape is null ? "" : string.Join('x', found.Shape), found.Sha256, found.Recognised);
        foreach (var found in report.Tables)
            Row(found.Table, found.Ok, found.Count, "", found.Sha256, null);
        Console.Out.Write(table);
        foreach (var found in report.Datasets)
        {
            foreach (var note in found.Notes)
                Console.Out.WriteLine($"{found.Data}: {note}");
        }

        void Row(string data, bool ok, int count, string shape, string? sha256, string? recognised) =>
            table.Add(data, ok ? "yes" : "no", $"{count}", shape, sha256 ?? "", recognised ?? "");
    }
}
