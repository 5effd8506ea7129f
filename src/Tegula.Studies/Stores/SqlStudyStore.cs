using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;

namespace Tegula.Studies.Stores;

/// <summary>
/// A store in a relational database, in the part of SQL that SQLite and PostgreSQL share; what differs is virtual. Each operation takes a connection of
/// its own, so that any number of threads read while one writes.
/// </summary>
internal abstract partial class SqlStudyStore(StudyAccess access, StudySchema schema) : StudyStore
{
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private volatile bool _isClosed;

    /// <summary>What it was opened for.</summary>
    protected StudyAccess Access => access;

    /// <summary>The tables.</summary>
    protected StudySchema Schema => schema;

    /// <summary>Begins a transaction that will write.</summary>
    protected virtual string BeginWrite => "BEGIN";

    /// <summary>Begins a transaction whose reads are all of the same moment.</summary>
    protected virtual string BeginRead => "BEGIN";

    /// <summary>Opens a connection and sets it up.</summary>
    protected abstract DbConnection Connect();

    /// <summary>The one line for an error of the database.</summary>
    /// <param name="error">What the database said.</param>
    /// <param name="doing">What was being done, as in <c>keeping an evaluation</c>.</param>
    protected abstract StudyException Explain(DbException error, string doing);

    /// <summary>Whether to try again, with a new connection, after an error; it may wait before it answers.</summary>
    /// <param name="error">What the database said.</param>
    /// <param name="attempt">Tries that failed before this one.</param>
    protected virtual bool ShouldRetry(DbException error, int attempt) => false;

    /// <summary>Told when an operation succeeded after tries that failed.</summary>
    protected virtual void Recovered()
    {
    }

    /// <summary>Begins a transaction that will write.</summary>
    /// <returns>A mark by which <see cref="IsCommitted"/> knows it later; null where no commit's answer can be lost.</returns>
    protected virtual string? Begin(SqlSession session)
    {
        session.Execute(BeginWrite);
        return null;
    }

    /// <summary>Whether a transaction was committed although the connection broke before its answer came.</summary>
    /// <param name="session">A new connection.</param>
    /// <param name="mark">What <see cref="Begin"/> returned.</param>
    protected virtual bool IsCommitted(SqlSession session, string mark) => false;

    /// <summary>Runs a write such that no other thread of this process waits in the database for it.</summary>
    protected virtual T Alone<T>(Func<T> work) => work();

    /// <summary>Reads with one statement; it may run twice where <see cref="ShouldRetry"/> says so.</summary>
    internal T Read<T>(string doing, Func<SqlSession, T> work) => Run(doing, work);

    /// <summary>Reads with several statements, all of the same moment.</summary>
    internal T ReadTogether<T>(string doing, Func<SqlSession, T> work) => Run(doing, session =>
    {
        session.Execute(BeginRead);
        T result = work(session);
        session.Execute("COMMIT");
        return result;
    });

    /// <summary>Writes with one statement.</summary>
    internal T WriteOne<T>(string doing, Func<SqlSession, T> work)
    {
        RequireWritable(doing);
        return Alone(() => Run(doing, work));
    }

    /// <summary>Writes with several statements, all or nothing; the work may run twice where <see cref="ShouldRetry"/> says so.</summary>
    internal T Write<T>(string doing, Func<SqlSession, T> work)
    {
        RequireWritable(doing);
        return Alone(() => WriteOnce(doing, work));
    }

    /// <summary>A connection for a longer reading; give it back with <see cref="Return"/>.</summary>
    protected SqlSession Rent()
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        return _idle.TryTake(out SqlSession? session) ? session : new SqlSession(Connect());
    }

    /// <summary>Gives a connection back that is in order.</summary>
    protected void Return(SqlSession session)
    {
        _idle.Add(session);
        if (_isClosed)
            CloseIdle();
    }

    /// <summary>Closes the connections that wait for use.</summary>
    protected void CloseIdle()
    {
        while (_idle.TryTake(out SqlSession? session))
            session.Dispose();
    }

    /// <summary>The line for a row that cannot be read.</summary>
    protected StudyException Unreadable(Exception error) =>
        new($"'{Location}' holds something that cannot be read ({error.Message.TrimEnd('.')}): 'tegula study verify' names the row", error);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isClosed = true;
        CloseIdle();
    }

    private T WriteOnce<T>(string doing, Func<SqlSession, T> work)
    {
        // A commit whose answer was lost, and what its transaction had found.
        string? unanswered = null;
        T? found = default;
        return Run(doing, session =>
        {
            if (unanswered is not null && IsCommitted(session, unanswered))
                return found!;
            unanswered = null;
            string? mark = Begin(session);
            found = work(session);
            unanswered = mark;
            session.Execute("COMMIT");
            return found;
        });
    }

    private void RequireWritable(string doing)
    {
        if (access == StudyAccess.ReadOnly)
            throw new StudyException($"'{Location}' was opened for reading only: {doing} needs a store that is opened for writing");
    }

    private T Run<T>(string doing, Func<SqlSession, T> work)
    {
        for (int attempt = 0; ; attempt++)
        {
            SqlSession? session = null;
            bool isInOrder = false;
            try
            {
                session = Rent();
                T result = work(session);
                isInOrder = true;
                if (attempt > 0)
                    Recovered();
                return result;
            }
            catch (DbException error)
            {
                // A connection whose work failed is closed, which takes back an open transaction.
                session?.Dispose();
                session = null;
                if (!ShouldRetry(error, attempt))
                    throw Explain(error, doing);
            }
            catch (Exception error) when (error is JsonException or FormatException or InvalidCastException or OverflowException)
            {
                throw Unreadable(error);
            }
            finally
            {
                if (session is not null && isInOrder)
                    Return(session);
                else
                    session?.Dispose();
            }
        }
    }
}
