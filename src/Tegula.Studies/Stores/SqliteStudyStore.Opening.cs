using Microsoft.Data.Sqlite;

namespace Tegula.Studies.Stores;

/// <summary>What is checked before a file counts as a store.</summary>
internal sealed partial class SqliteStudyStore
{
    // About 18,000 evaluations, 30 ms; of a larger file only the length is checked, and the rest by 'study verify'.
    private const long LargestChecked = 16 << 20;

    /// <inheritdoc/>
    protected override int? ReadSchemaVersion(SqlSession session)
    {
        long application = session.Number("PRAGMA application_id");
        long version = session.Number("PRAGMA user_version");
        if (application == ApplicationId)
            return (int)version;
        if (application == 0 && version == 0 && session.Number("SELECT count(*) FROM sqlite_schema") == 0)
            return null;
        throw new StudyException($"'{Location}' is a SQLite file of another program: give the file of a study, or a new name");
    }

    /// <inheritdoc/>
    protected override void WriteSchemaVersion(SqlSession session, int version)
    {
        session.Execute($"PRAGMA application_id = {ApplicationId}");
        session.Execute($"PRAGMA user_version = {version}");
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> CheckDatabase(SqlSession session) =>
        session.Query("PRAGMA integrity_check", row => row.GetString(0)).Where(line => line != "ok").Select(line => $"SQLite: {line}");

    private void Prepare()
    {
        if (Access == StudyAccess.ReadOnly)
            PrepareReading();
        RequireWhole();
        if (Access != StudyAccess.ReadOnly)
            PrepareWriting();
        PrepareSchema();
    }

    // On a medium that cannot be written the log's files cannot be made; without a log there is nothing that they would tell.
    private void PrepareReading()
    {
        try
        {
            using var session = new SqlSession(Connect());
            session.Number("SELECT count(*) FROM sqlite_schema");
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SqliteErrors.ReadOnly or SqliteErrors.CannotOpen or SqliteErrors.InputOutput)
        {
            if (new FileInfo(_path + "-wal") is { Exists: true, Length: > 0 })
            {
                throw new StudyException(
                    $"'{Location}' cannot be read where it lies: " +
                    $"its last changes stand in '{Location}-wal', and the folder cannot be written; copy both to one that can",
                    error);
            }

            _isImmutable = true;
        }
        catch (SqliteException error)
        {
            throw Explain(error, "opening");
        }
    }

    private void RequireWhole()
    {
        long expected = Read("reading its tables", session =>
        {
            session.Number("SELECT count(*) FROM sqlite_schema");
            return session.Number("PRAGMA page_count") * session.Number("PRAGMA page_size");
        });

        // What lies in the log only is not missing in the file. The log goes away after all of it is in the file, hence this order.
        bool hasLog = new FileInfo(_path + "-wal") is { Exists: true, Length: > 0 };
        long length = new FileInfo(_path).Length;
        if (!hasLog && length < expected)
            throw new StudyException($"'{Location}' is only a part of a file: {length} of {expected} bytes; put back a copy that is whole");
    }

    private void PrepareWriting() => Read("preparing it for writing", session =>
    {
        // Asked before anything is changed: whose file is it?
        int? version = ReadSchemaVersion(session);
        if (version > Schema.Version || (version is null && Access == StudyAccess.ReadWriteExisting))
            return false;
        if (new FileInfo(_path).Length <= LargestChecked && session.Scalar("PRAGMA quick_check(1)") is string finding && finding != "ok")
            throw new StudyException($"'{Location}' is damaged ({finding.ReplaceLineEndings(" ")}): put back a copy that is whole; reading may still work");
        if (session.Scalar("PRAGMA journal_mode") is not "wal")
            session.Scalar("PRAGMA journal_mode = WAL");
        return true;
    });
}
