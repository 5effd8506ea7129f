using System.Data.Common;

namespace Tegula.Studies.Stores;

/// <summary>Recorded results.</summary>
internal abstract partial class SqlStudyStore
{
    private const string ResultColumns = "key, name, command, request, version, machine, started, seconds";

    /// <inheritdoc/>
    public override RecordedResult? FindResult(string key) => ReadTogether("looking for a result", session => FindResult(session, key));

    /// <inheritdoc/>
    public override IReadOnlyList<RecordedResult> Results() =>
        Read("reading the results", session => session.Query($"SELECT {ResultColumns} FROM result ORDER BY started, name", ReadResult));

    /// <inheritdoc/>
    public override void AddResult(RecordedResult result)
    {
        RequireName(result.Name);
        Write("keeping a result", session =>
        {
            AddResult(session, result);
            return true;
        });
    }

    /// <inheritdoc/>
    public override bool DeleteResult(string name) => Write("deleting a result", session =>
    {
        session.Execute("DELETE FROM output WHERE result IN (SELECT key FROM result WHERE name = @p0)", name);
        return session.Execute("DELETE FROM result WHERE name = @p0", name) > 0;
    });

    private static RecordedResult? FindResult(SqlSession session, string key)
    {
        RecordedResult? result = session.First($"SELECT {ResultColumns} FROM result WHERE key = @p0", ReadResult, key);
        if (result is null)
            return null;
        var outputs = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string content) in session.Query(
            "SELECT name, content FROM output WHERE result = @p0 ORDER BY name", row => (row.GetString(0), row.GetString(1)), key))
        {
            outputs.Add(name, content);
        }

        return result with { Outputs = outputs };
    }

    private static RecordedResult ReadResult(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        Name = row.GetString(1),
        Command = row.GetString(2),
        Request = row.GetString(3),
        Version = row.GetString(4),
        Machine = row.GetString(5),
        Started = StoreTime.Read(row.GetInt64(6)),
        Seconds = row.GetDouble(7),
        Outputs = new Dictionary<string, string>(),
    };

    private void AddResult(SqlSession session, RecordedResult result)
    {
        RequireFree(session, result.Name, result.Key);
        session.Execute("DELETE FROM output WHERE result = @p0", result.Key);
        session.Execute("DELETE FROM result WHERE key = @p0", result.Key);
        session.Execute(
            $"INSERT INTO result ({ResultColumns}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
            result.Key,
            result.Name,
            result.Command,
            result.Request,
            result.Version,
            result.Machine,
            StoreTime.Write(result.Started),
            result.Seconds);
        foreach ((string name, string content) in result.Outputs)
            session.Execute("INSERT INTO output (result, name, content) VALUES (@p0, @p1, @p2)", result.Key, name, content);
    }

    // Studies and results share one list of names, for commands that take a name.
    private void RequireFree(SqlSession session, string name, string? resultKey)
    {
        bool isStudy = session.Scalar("SELECT id FROM study WHERE name = @p0", name) is not null;
        if (isStudy || (session.Scalar("SELECT key FROM result WHERE name = @p0", name) is string key && key != resultKey))
            throw new StudyException($"'{Location}' holds a {(isStudy ? "study" : "result")} '{name}' already: choose another name, or delete that one");
    }
}
