using System.Collections.Immutable;

namespace Tegula.Experiments;

/// <summary>Numbers of an experiment in rows.</summary>
/// <param name="Columns">Names of the columns, in camel case, with the unit where one is not plain.</param>
/// <param name="Rows">One entry a column: a text, a whole number, a number, true or false, or null for none.</param>
public sealed record ResultTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<object?>> Rows)
{
    /// <summary>A table from rows.</summary>
    /// <exception cref="ArgumentException">A row has another number of entries than there are columns.</exception>
    public static ResultTable Of(ImmutableArray<string> columns, IEnumerable<ImmutableArray<object?>> rows)
    {
        ImmutableArray<ImmutableArray<object?>> all = [.. rows];
        if (all.FirstOrDefault(row => row.Length != columns.Length) is { IsDefault: false } other)
            throw new ArgumentException($"a row has {other.Length} entries, the table {columns.Length} columns", nameof(rows));
        return new ResultTable(columns, all);
    }
}
