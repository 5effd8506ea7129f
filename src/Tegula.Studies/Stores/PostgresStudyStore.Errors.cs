using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Tegula.Studies.Stores;

/// <summary>Errors of the server: which are waited out, and what is said about the others.</summary>
internal sealed partial class PostgresStudyStore
{
    private const int MostConflicts = 50;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Lock _connectionLock = new();
    private long? _lostSince;

    /// <inheritdoc/>
    protected override bool ShouldRetry(DbException error, int attempt)
    {
        if (error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
        {
            Pause(attempt);
            return attempt < MostConflicts;
        }

        // Before the first success a wrong location looks like a lost server; a server that says so itself is only starting, or full.
        if (!IsLost(error) || (!_isOpen && !IsBusy(error)))
            return false;
        CloseIdle();

        // The first failure may be of a connection that an earlier stop left behind; the second is of a new one.
        if (attempt > 0 && !MayWait())
            return false;
        Pause(attempt);
        return !Interrupt.IsCancellationRequested;
    }

    /// <inheritdoc/>
    protected override void Recovered()
    {
        lock (_connectionLock)
        {
            if (_lostSince is null)
                return;
            _lostSince = null;
            ConnectionChanged?.Invoke(StoreConnection.Back);
        }
    }

    /// <inheritdoc/>
    protected override StudyException Explain(DbException error, string doing)
    {
        string server = $"{_location.Settings.Host}:{_location.Settings.Port}";
        string database = _location.Settings.Database!;
        string user = _location.Settings.Username ?? "";
        string said = ((error as PostgresException)?.MessageText ?? error.InnerException?.Message ?? error.Message).ReplaceLineEndings(" ").TrimEnd('.');
        return error.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new(
                $"'{Location}' cannot be opened: the server refuses user '{user}' ({said}); give the right user and password (location, PGPASSWORD, ~/.pgpass)",
                error),
            PostgresErrorCodes.InvalidCatalogName => new(
                $"there is no database '{database}' on {server}: 'createdb -h {_location.Settings.Host} {database}' makes it", error),
            PostgresErrorCodes.InsufficientPrivilege => new(
                $"'{Location}': user '{user}' may not do what {doing} needs ({said}); ask the database's owner for the right", error),
            PostgresErrorCodes.ReadOnlySqlTransaction => new(
                $"'{Location}' takes no writes ({said}), and {doing} writes: name the primary server", error),
            PostgresErrorCodes.DiskFull => new($"'{Location}': the server's disk is full, while {doing}; make room and go on", error) { IsFailure = true },
            null when IsUnknownHost(error) => new(
                $"'{Location}' cannot be opened: there is no host '{_location.Settings.Host}'; name one that this machine knows", error),
            null when error is NpgsqlException { InnerException: null } && said.Contains("password", StringComparison.OrdinalIgnoreCase) => new(
                $"'{Location}' cannot be opened: the server wants a password; give it in the location, PGPASSWORD or ~/.pgpass", error),
            null => new($"'{Location}' does not answer ({said}), while {doing}; start the server, or name the right host and port", error) { IsFailure = true },
            _ => new($"'{Location}' failed while {doing}: {said} (SQLSTATE {error.SqlState})", error) { IsFailure = true },
        };
    }

    /// <summary>The connection or the whole server is gone, or the server takes no connection now.</summary>
    private static bool IsLost(DbException error) => error.SqlState is { } state
        ? IsBusy(error) || state.StartsWith("08", StringComparison.Ordinal) || state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
        : error is NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException or ObjectDisposedException };

    private static bool IsBusy(DbException error) => error.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections;

    /// <summary>Notes that the server is lost, and says so once.</summary>
    /// <returns>False when it has been lost for longer than anyone wants to wait.</returns>
    private bool MayWait()
    {
        lock (_connectionLock)
        {
            if (_lostSince is { } since)
                return Stopwatch.GetElapsedTime(since) < Patience;
            _lostSince = Stopwatch.GetTimestamp();
            ConnectionChanged?.Invoke(StoreConnection.Lost);
            return Patience > TimeSpan.Zero;
        }
    }

    // Not all processes at the same moment: they lost the server together.
    private void Pause(int attempt)
    {
        TimeSpan longest = ShortestPause * Math.Pow(2, Math.Min(attempt, 10));
        TimeSpan pause = (longest < LongestPause ? longest : LongestPause) * (0.5 + (0.5 * Random.Shared.NextDouble()));
        Interrupt.WaitHandle.WaitOne(pause);
    }
}
