namespace Tegula.Studies.Stores;

/// <summary>Makes the tables, or brings older ones up to date.</summary>
internal abstract partial class SqlStudyStore
{
    /// <summary>Type of a column that numbers its rows by itself, rising.</summary>
    protected abstract string IdType { get; }

    /// <summary>Version of the tables that are there; null where there are none.</summary>
    protected abstract int? ReadSchemaVersion(SqlSession session);

    /// <summary>Notes the version of the tables that were made.</summary>
    protected abstract void WriteSchemaVersion(SqlSession session, int version);

    /// <summary>Within the transaction that makes the tables, keeps out other processes that would make them, too.</summary>
    protected virtual void LockSchema(SqlSession session)
    {
    }

    /// <summary>Makes the tables where there are none, and brings older ones up to date, each all or nothing.</summary>
    /// <exception cref="StudyException">They are newer than this program; or they are missing or older, and only reading is allowed.</exception>
    protected void PrepareSchema()
    {
        int? version = Read("looking for its tables", session => ReadSchemaVersion(session));
        RequireKnown(version);
        if (version == Schema.Version)
            return;
        if (Access == StudyAccess.ReadOnly || (version is null && Access == StudyAccess.ReadWriteExisting))
        {
            throw new StudyException(version is null
                ? $"'{Location}' holds no study yet: a command that computes with --study makes it"
                : $"'{Location}' is of schema {version} and this tegula reads schema {Schema.Version}: open it once for writing, which brings it up to date");
        }

        Write("making its tables", session =>
        {
            LockSchema(session);
            int? current = ReadSchemaVersion(session);
            RequireKnown(current);
            foreach (string statement in current is null ? Schema.Tables : Migrations(current.Value))
                session.Execute(statement.Replace("{id}", IdType, StringComparison.Ordinal));
            WriteSchemaVersion(session, Schema.Version);
            return true;
        });
    }

    private void RequireKnown(int? version)
    {
        if (version > Schema.Version)
        {
            throw new StudyException(
                $"'{Location}' is of schema {version}, made by a newer tegula; this one reads schema {Schema.Version}: use the newer one");
        }
    }

    private IEnumerable<string> Migrations(int version) => Enumerable.Range(version, Schema.Version - version).SelectMany(from => Schema.Migrations[from]);
}
