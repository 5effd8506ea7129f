using System.CommandLine;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Compute;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary>Where <c>score</c> takes its architectures from: arguments, a file, standard input, a table, or the space itself.</summary>
internal sealed class CellSourceOptions
{
    private readonly Argument<string[]> _archs = new("ARCH") { Description = "Arch strings or genotypes, in quotes", Arity = ArgumentArity.ZeroOrMore };
    private readonly ArchitectureFiles _files = new();
    private readonly Option<string?> _table = new("--table") { Description = "Score the cells of a table (CSV, plain or gzip)", HelpName = "FILE" };
    private readonly Option<int?> _sample = Limits.AtLeast(
        1, "--sample", "That many, none twice, drawn by --seed from the table, or from the space without one");

    /// <summary>Adds argument and options to a command.</summary>
    public CellSourceOptions AddTo(Command command)
    {
        command.Add(_archs);
        _files.AddTo(command);
        command.Add(_table);
        command.Add(_sample);
        return this;
    }

    /// <summary>
    /// Reads the architectures, and how to look up the test accuracies of each in percent by data set; null where none are known.
    /// </summary>
    /// <exception cref="UsageException">There is not exactly one source, or it holds no architecture, or fewer than the sample.</exception>
    /// <exception cref="ArchitectureFormatException">A text is no architecture of the space.</exception>
    /// <exception cref="BenchmarkFormatException">The table cannot be used.</exception>
    public (IReadOnlyList<IArchitecture> Architectures, Func<IArchitecture, Dictionary<string, double>?> Accuracies) Read(
        ParseResult result, string space, ulong seed)
    {
        var info = SpaceRegistry.Get(space);
        var archs = result.GetValue(_archs) ?? [];
        var files = _files.Given(result);
        var table = result.GetValue(_table);
        var sample = result.GetValue(_sample);
        var sources = (archs.Length > 0 ? 1 : 0) + files + (table is null ? 0 : 1);
        if (sources == 0 && sample is null)
        {
            throw new UsageException(
                "there is nothing to score; give arch strings, --file FILE, --stdin, --table FILE, or --sample N for random ones of the space");
        }

        if (sources > 1)
            throw new UsageException("there are several sources of cells; give either arch strings, --file FILE, --stdin, or --table FILE");
        if (sources > 0 && table is null && sample is not null)
            throw new UsageException("--sample draws from a table or from the space; leave out arch strings, --file and --stdin");
        if (sources == 0)
            return (FromSpace(info, sample!.Value, seed), _ => null);
        if (table is null)
            return (files > 0 ? _files.Read(result, info.Parse) : [.. archs.Select(info.Parse)], _ => null);
        if (space != NasBench201Space.Instance.Id)
        {
            var trained = AccuracyTable.Load(table, info);
            var accuracies = AccuracyLookup.Of(trained);
            return (Sampled(trained.Architectures, sample, seed), architecture => new(accuracies(architecture)));
        }

        var benchmark = TabularBenchmark.Load(table);
        return (Sampled(benchmark.Cells, sample, seed), architecture => TableLookup.Accuracy(benchmark, architecture));
    }

    private static IReadOnlyList<IArchitecture> FromSpace(SpaceInfo space, int sample, ulong seed)
    {
        if (space.Count is { } all && sample > all)
            throw new UsageException($"--sample {sample} is more than the {all} architectures of {space.Id}");
        return space.Sample(sample, seed);
    }

    private static IReadOnlyList<IArchitecture> Sampled(IReadOnlyList<IArchitecture> table, int? sample, ulong seed)
    {
        if (sample is not { } count)
            return table;
        if (count > table.Count)
            throw new UsageException($"--sample {count} is more than the {table.Count} cells of the table");
        var cells = table.ToArray();
        new RandomStream(seed, "score/sample").Shuffle<IArchitecture>(cells);
        return cells[..count];
    }
}
