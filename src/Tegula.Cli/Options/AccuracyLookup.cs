using System.Collections.Frozen;
using System.CommandLine;
using Tegula.Architectures;
using Tegula.Benchmarks;
using Tegula.Cli.Errors;
using Tegula.Spaces;

namespace Tegula.Cli.Options;

/// <summary><c>--table FILE</c> and <c>--column NAME[,NAME]</c> where single architectures are looked up in a table of trained ones.</summary>
internal sealed class AccuracyLookup
{
    private readonly Option<string?> _table = new("--table")
    {
        Description = "Table of trained architectures: CSV, plain or gzip, with a column arch or genotype",
        HelpName = "FILE",
    };

    private readonly Option<string?> _columns = new("--column")
    {
        Description = "Columns of the table that hold accuracies (default: those of the benchmark's layout, else all with acc or test in their name)",
        HelpName = "NAME[,NAME]",
    };

    /// <summary>Adds the options to a command.</summary>
    public AccuracyLookup AddTo(Command command)
    {
        command.Add(_table);
        command.Add(_columns);
        return this;
    }

    /// <summary>Refuses a request without a table.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="purpose">What it is needed for.</param>
    /// <exception cref="UsageException">No table is named.</exception>
    public void Require(ParseResult result, string purpose)
    {
        if (result.GetValue(_table) is null)
            throw new UsageException($"{purpose}; name a table with --table FILE");
    }

    /// <summary>Reads the table: accuracy in percent by data set of an architecture, empty where it is not in the table or there is none.</summary>
    /// <exception cref="UsageException">Columns are named without a table.</exception>
    /// <exception cref="BenchmarkFormatException">The table cannot be used.</exception>
    public Func<IArchitecture, IReadOnlyDictionary<string, double>> Read(ParseResult result, SpaceInfo space)
    {
        var columns = result.GetValue(_columns)?.Split(',', StringSplitOptions.TrimEntries);
        if (result.GetValue(_table) is not { } file)
            return columns is null
                ? _ => FrozenDictionary<string, double>.Empty
                : throw new UsageException("--column names columns of a table; give --table FILE with it");
        return Of(AccuracyTable.Load(file, space), columns);
    }

    /// <summary>Accuracy in percent by data set of an architecture, empty where it is not in the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Columns that hold accuracies; null for those that <see cref="AccuracyTable.Accuracies"/> finds.</param>
    /// <exception cref="BenchmarkFormatException">The table cannot be used.</exception>
    public static Func<IArchitecture, IReadOnlyDictionary<string, double>> Of(AccuracyTable table, IReadOnlyList<string>? columns = null)
    {
        var accuracies = table.Accuracies(columns);
        var rows = table.Architectures.Index().ToDictionary(item => item.Item.ToString()!, item => item.Index);
        return architecture => rows.TryGetValue(architecture.ToString()!, out var row)
            ? accuracies.ToDictionary(column => column.Dataset, column => column.Percent[row])
            : FrozenDictionary<string, double>.Empty;
    }

    /// <summary>Every architecture of the table with its accuracies.</summary>
    /// <exception cref="UsageException">No table is named.</exception>
    /// <exception cref="BenchmarkFormatException">The table cannot be used.</exception>
    public (IReadOnlyList<IArchitecture> Architectures, IReadOnlyList<AccuracyColumn> Columns) ReadAll(ParseResult result, SpaceInfo space)
    {
        Require(result, "accuracies are needed");
        var table = AccuracyTable.Load(result.GetValue(_table)!, space);
        return (table.Architectures, table.Accuracies(result.GetValue(_columns)?.Split(',', StringSplitOptions.TrimEntries)));
    }
}
