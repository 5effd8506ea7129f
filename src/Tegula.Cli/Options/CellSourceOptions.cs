using System.CommandLine;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Compute;

namespace Tegula.Cli.Options;

/// <summary>Where <c>score</c> takes its cells from: arguments, standard input, or a table.</summary>
internal sealed class CellSourceOptions
{
    private readonly Argument<string[]> _archs = new("ARCH") { Description = "Cells as arch strings, in quotes", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _stdin = new("--stdin") { Description = "Read cells from standard input, one a line" };
    private readonly Option<string?> _table = new("--table") { Description = "Score the cells of a table (CSV, plain or gzip)", HelpName = "FILE" };
    private readonly Option<int?> _sample = Limits.AtLeast(1, "--sample", "With --table: that many cells drawn by --seed, none twice");

    /// <summary>Adds argument and options to a command.</summary>
    public CellSourceOptions AddTo(Command command)
    {
        command.Add(_archs);
        command.Add(_stdin);
        command.Add(_table);
        command.Add(_sample);
        return this;
    }

    /// <summary>Reads the cells, and the table when they come from one.</summary>
    /// <exception cref="UsageException">There is not exactly one source, or it holds no cell, or fewer than the sample.</exception>
    /// <exception cref="ArchitectureFormatException">An arch string is malformed.</exception>
    public (IReadOnlyList<NasBench201Cell> Cells, TabularBenchmark? Table) Read(ParseResult result, ulong seed)
    {
        var archs = result.GetValue(_archs) ?? [];
        var stdin = result.GetValue(_stdin);
        var table = result.GetValue(_table);
        var sources = (archs.Length > 0 ? 1 : 0) + (stdin ? 1 : 0) + (table is null ? 0 : 1);
        if (sources == 0)
            throw new UsageException("there is nothing to score; give arch strings, --stdin, or --table FILE");
        if (sources > 1)
            throw new UsageException("there are several sources of cells; give either arch strings, --stdin, or --table FILE");
        if (table is null && result.GetValue(_sample) is not null)
            throw new UsageException("--sample draws from a table; give --table FILE with it");
        if (table is null)
            return (stdin ? ArchitectureLines.Read(Console.In, NasBench201Cell.Parse) : [.. archs.Select(NasBench201Cell.Parse)], null);
        var benchmark = TabularBenchmark.Load(table);
        return (Sample(benchmark, result.GetValue(_sample), seed), benchmark);
    }

    private static IReadOnlyList<NasBench201Cell> Sample(TabularBenchmark table, int? sample, ulong seed)
    {
        if (sample is not { } count)
            return table.Cells;
        if (count > table.Cells.Length)
            throw new UsageException($"--sample {count} is more than the {table.Cells.Length} cells of the table");
        var cells = table.Cells.ToArray();
        new RandomStream(seed, "score/sample").Shuffle<NasBench201Cell>(cells);
        return cells[..count];
    }
}
