using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Tegula.Studies.Stores;

/// <summary>
/// A store in a SQLite file with a write-ahead log: one writes while any number read. A killed process loses nothing that was stored, a machine that loses its
/// power at most the last moments.
/// </summary>
internal sealed partial class SqliteStudyStore : SqlStudyStore
{
    /// <summary>Marks a SQLite file as one of ours: "Tegu" in ASCII.</summary>
    public const int ApplicationId = 0x54656775;

    /// <summary>How long a locked file is tried before that is an error.</summary>
    public static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    // Enough to order 100,000 evaluations in memory; taken only as far as it is needed.
    private const int CacheKilobytes = 128 * 1024;

    private readonly Lock _writing = new();
    private readonly string _path;
    private readonly TimeSpan _patience;
    private bool _isImmutable;

    private SqliteStudyStore(string location, StudyAccess access, StudySchema schema, TimeSpan patience)
        : base(access, schema)
    {
        Location = location;
        _path = Path.GetFullPath(location);
        _patience = patience;
    }

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    protected override string BeginWrite => "BEGIN IMMEDIATE";

    /// <inheritdoc/>
    protected override string IdType => "integer PRIMARY KEY AUTOINCREMENT";

    /// <summary>Opens a file, and makes it where there is none and writing is allowed.</summary>
    /// <param name="location">The file.</param>
    /// <param name="access">Whether to write.</param>
    /// <param name="schema">The tables; null for those of this version of the library.</param>
    /// <param name="patience">How long a locked file is tried, at least 1 ms; null for <see cref="LockPatience"/>.</param>
    /// <exception cref="StudyException">It cannot be opened; the message says why and what would be right.</exception>
    public static SqliteStudyStore Open(string location, StudyAccess access, StudySchema? schema = null, TimeSpan? patience = null)
    {
        RequirePlace(location, access);
        var store = new SqliteStudyStore(location, access, schema ?? StudySchema.Current, patience ?? LockPatience);
        try
        {
            store.Prepare();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override StudyException Explain(DbException error, string doing) => error is SqliteException sqlite
        ? SqliteErrors.Explain(sqlite, Location, _path, doing, _patience)
        : new StudyException($"'{Location}' refused {doing}: {error.Message}", error);

    /// <inheritdoc/>
    protected override T Alone<T>(Func<T> work)
    {
        lock (_writing)
            return work();
    }

    /// <inheritdoc/>
    protected override string ValueOf(string indicator) => $"indicator_value(indicators, {indicator})";

    /// <inheritdoc/>
    protected override string Contains(string column, string part) => $"instr({column}, {part}) > 0";

    /// <inheritdoc/>
    protected override DbConnection Connect()
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = _isImmutable ? $"file:{string.Join('/', _path.Split('/').Select(Uri.EscapeDataString))}?immutable=1" : _path,
            Mode = _isImmutable ? SqliteOpenMode.ReadOnly : Access == StudyAccess.ReadWrite ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,

            // SQLite itself waits, with shorter pauses than the provider's.
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            if (Access != StudyAccess.ReadOnly && SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
                throw new StudyException($"'{Location}' cannot be written: give a copy that can be, or a file elsewhere");
            Set(connection, $"busy_timeout = {_patience.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)}");
            Set(connection, "synchronous = NORMAL");
            Set(connection, "foreign_keys = ON");
            Set(connection, "temp_store = MEMORY");
            Set(connection, $"cache_size = -{CacheKilobytes}");

            // Reading opens the file for writing where it can, as only then the log's files are taken over and cleared away in order.
            if (Access == StudyAccess.ReadOnly)
                Set(connection, "query_only = ON");

            AddValueFunction(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite's own reading of decimal digits is off by the last bit at times; a bound that is included has to be included.
    private static void AddValueFunction(SqliteConnection connection)
    {
        string lastId = "";
        byte[] start = [];
        SQLitePCL.raw.sqlite3_create_function(connection.Handle, "indicator_value", 2, SQLitePCL.raw.SQLITE_DETERMINISTIC, null, (context, _, arguments) =>
        {
            string id = SQLitePCL.raw.sqlite3_value_text(arguments[1]).utf8_to_string();
            if (id != lastId)
                (lastId, start) = (id, IndicatorText.StartOf(id));
            if (IndicatorText.ValueOf(SQLitePCL.raw.sqlite3_value_blob(arguments[0]), start) is { } value)
                SQLitePCL.raw.sqlite3_result_double(context, value);
            else
                SQLitePCL.raw.sqlite3_result_null(context);
        });
    }

    private static void RequirePlace(string location, StudyAccess access)
    {
        if (string.IsNullOrWhiteSpace(location))
            throw new StudyException("a study needs a file: give its name, as in --study study.db");
        string path = Path.GetFullPath(location);
        if (Directory.Exists(path))
            throw new StudyException($"'{location}' is a folder: give a file in it, as in '{Path.Combine(location, "study.db")}'");
        if (File.Exists(path))
            return;
        if (access != StudyAccess.ReadWrite)
            throw new StudyException($"there is no study file '{location}': give one that is there, or make it by a command that computes with --study");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new StudyException($"'{location}' cannot be made: there is no folder '{Path.GetDirectoryName(location)}'; make it first");
    }

    private static void Set(SqliteConnection connection, string pragma)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // a pragma takes no parameters; those set here are constants and numbers
        command.CommandText = $"PRAGMA {pragma}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
