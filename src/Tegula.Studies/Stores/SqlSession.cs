using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Tegula.Studies.Stores;

/// <summary>
/// One open connection with its prepared commands; one thread at a time uses it. Values of a command are <c>@p0</c>, <c>@p1</c> ... in its text.
/// </summary>
internal sealed class SqlSession(DbConnection connection) : IDisposable
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(number => $"@p{number}")];
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>The connection, open.</summary>
    public DbConnection Connection => connection;

    /// <summary>Runs a command.</summary>
    /// <param name="sql">Text of the command; it is prepared once and kept.</param>
    /// <param name="values">Its values; null is the database's null.</param>
    /// <returns>Rows that it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>First field of the first row; null where there is no row, or where it is null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => First(sql, row => row.IsDBNull(0) ? null : row.GetValue(0), values);

    /// <summary>Same as a whole number; 0 where there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Convert.ToInt64(Scalar(sql, values) ?? 0L);

    /// <summary>All rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using DbDataReader reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>The first row of a query; the default where there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        using DbDataReader reader = Command(sql, values).ExecuteReader();
        T? first = default;

        // To its end: a statement that writes and returns its row has written for good only then.
        for (bool isFirst = true; reader.Read(); isFirst = false)
        {
            if (isFirst)
                first = row(reader);
        }

        return first;
    }

    /// <summary>A command with its values, ready to run.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "every text is a constant of this assembly; what comes from outside is a value")]
    public DbCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out DbCommand? command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (int index = 0; index < values.Length; index++)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = Names[index];
                command.Parameters.Add(parameter);
            }

            _commands.Add(sql, command);
        }

        for (int index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return command;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DbCommand command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }
}
