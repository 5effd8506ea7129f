using System.Data.Common;
using System.Globalization;
using Tegula.Studies.Queue;

namespace Tegula.Studies.Stores;

/// <summary>
/// The queue. A task is <c>waiting</c>, <c>held</c> by a worker until its lease is over, <c>done</c> or <c>failed</c>. Leases follow the database's clock,
/// so the clocks of the machines may differ. A waiting task that names a worker failed there a moment ago: until <c>lease_until</c> others come first.
/// </summary>
internal abstract partial class SqlStudyStore
{
    private const string TaskColumns = "task.id, task.study, task.context, task.computation, task.architecture, task.indicators, task.tries";
    private const string IsOpen = "state IN ('waiting', 'held')";

    private const int NumbersTogether = 32;

    private static readonly string EndedText =
        $"""
         SELECT {string.Join(", ", EvaluationColumns.Split(", ").Select(column => $"evaluation.{column}"))}, task.id, task.error
         FROM task LEFT JOIN evaluation ON evaluation.id = task.evaluation
         WHERE task.id IN ({string.Join(", ", Enumerable.Range(0, NumbersTogether).Select(number => $"@p{number}"))}) AND task.state IN ('done', 'failed')
         """;

    private readonly HeldTasks _held = new();

    /// <summary>The database's clock as <see cref="StoreTime"/> counts, as an expression.</summary>
    protected abstract string Now { get; }

    /// <summary>When the server started, as <see cref="StoreTime"/> counts, as an expression: until then no worker could give a sign of life.</summary>
    protected virtual string ServerStart => "0";

    /// <summary>Makes a subquery lock its rows and pass over those that others have locked.</summary>
    protected virtual string SkipLocked => "";

    /// <summary>Follows the table's name where the database has to be told to look at open tasks only, however many have ended.</summary>
    protected virtual string OpenTasksHint => "";

    /// <inheritdoc/>
    public override IReadOnlyList<long> Enqueue(IReadOnlyList<NewTask> tasks) =>
        tasks.Count == 0 ? [] : Write("putting tasks into the queue", session => tasks.Select(task => Enqueue(session, task)).ToList());

    /// <inheritdoc/>
    public override IReadOnlyList<TaskEnd> Ended(IReadOnlyList<long> tasks) => tasks.Count == 0
        ? []
        : Read("asking for ended tasks", session => tasks.Chunk(NumbersTogether).SelectMany(chunk => Ended(session, chunk)).ToList());

    /// <inheritdoc/>
    public override void Withdraw(long study) =>
        WriteOne("withdrawing tasks", session => session.Execute("DELETE FROM task WHERE study = @p0 AND state <> 'held'", study));

    /// <inheritdoc/>
    public override IReadOnlyList<QueuedTask> Take(string worker, int most, QueueLimits limits)
    {
        // One at a time, so that what an answer of ours has not brought yet is not taken for lost.
        lock (_held)
        {
            var taken = new List<QueuedTask>();
            while (taken.Count < most)
            {
                List<(bool IsHeld, QueuedTask Task)> picked = WriteOne("taking tasks", session => Pick(session, worker, most - taken.Count, limits));
                foreach ((bool isHeld, QueuedTask task) in picked.Where(pick => pick.IsHeld))
                {
                    _held.Add(worker, task.Id);
                    taken.Add(task);
                }

                // Only where some were ended instead of taken others may be left.
                if (picked.All(pick => pick.IsHeld))
                    break;
            }

            return [.. taken.OrderBy(task => task.Id)];
        }
    }

    /// <inheritdoc/>
    public override void Heartbeat(WorkerInfo worker, QueueLimits limits) => Write("giving a sign of life", session =>
    {
        session.Execute(
            $"""
             INSERT INTO worker (id, machine, process, slurm_job, threads, started, last_seen, finished)
             VALUES (@p0, @p1, @p2, @p3, @p4, @p5, {Now}, @p6)
             ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen, finished = excluded.finished, threads = excluded.threads
             """,
            worker.Id,
            worker.Machine,
            worker.Process,
            worker.SlurmJob,
            worker.Threads,
            StoreTime.Write(worker.Started),
            worker.Finished);
        return session.Execute($"UPDATE task SET lease_until = {Now} + @p1 WHERE worker = @p0 AND state = 'held'", worker.Id, limits.Lease.Ticks);
    });

    /// <inheritdoc/>
    public override StoredEvaluation Complete(long task, NewEvaluation evaluation)
    {
        StoredEvaluation stored = Write("ending a task", session =>
        {
            StoredEvaluation kept = AddWithin(session, evaluation);
            session.Execute(
                "UPDATE task SET state = 'done', evaluation = @p1, worker = NULL, lease_until = NULL, error = NULL WHERE id = @p0 AND state <> 'done'",
                task,
                kept.Id);
            return kept;
        });
        _held.Remove(task);
        return stored;
    }

    /// <inheritdoc/>
    public override void Fail(string worker, QueuedTask task, string error, QueueLimits limits)
    {
        WriteOne("ending a try of a task", session => session.Execute(
            $"""
             UPDATE task SET
                 state = CASE WHEN tries >= @p4 THEN 'failed' ELSE 'waiting' END,
                 error = CASE WHEN tries >= @p4 THEN @p3 || '; ' || tries || CASE WHEN tries = 1 THEN ' try' ELSE ' tries' END ELSE @p3 END,
                 lease_until = {Now} + @p5
             WHERE id = @p0 AND state = 'held' AND worker = @p1 AND tries = @p2
             """,
            task.Id,
            worker,
            task.Tries,
            error,
            limits.Tries,
            limits.Heartbeat.Ticks));
        _held.Remove(task.Id);
    }

    /// <inheritdoc/>
    public override void Release(string worker)
    {
        WriteOne("giving tasks back", session => session.Execute(
            "UPDATE task SET state = 'waiting', worker = NULL, lease_until = NULL, tries = tries - 1 WHERE worker = @p0 AND state = 'held'", worker));
        _held.Clear(worker);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WorkerInfo> Workers(TimeSpan within) => Read("reading the workers", session => session.Query(
        $"""
         SELECT id, machine, process, slurm_job, threads, started, last_seen, finished,
             (SELECT count(*) FROM task WHERE task.worker = worker.id AND task.state = 'held')
         FROM worker WHERE last_seen >= {Now} - @p0 ORDER BY started, id
         """,
        ReadWorker,
        within.Ticks));

    /// <inheritdoc/>
    public override (int Waiting, int Held, int Failed) QueueState(long study) => Read("counting tasks", session =>
    {
        var counts = session.Query(
            "SELECT state, count(*) FROM task WHERE study = @p0 AND state IN ('waiting', 'held', 'failed') GROUP BY state",
            row => (State: row.GetString(0), Count: (int)row.GetInt64(1)),
            study)
            .ToDictionary(row => row.State, row => row.Count);
        return (counts.GetValueOrDefault("waiting"), counts.GetValueOrDefault("held"), counts.GetValueOrDefault("failed"));
    });

    private static long Enqueue(SqlSession session, NewTask task)
    {
        string indicators = string.Join(' ', task.Indicators);
        object?[] values = [task.Study, task.Context, task.Computation, indicators, task.Architecture];
        while (true)
        {
            object? added = session.Scalar(
                $"""
                 INSERT INTO task (study, context, computation, indicators, architecture, state, tries) VALUES (@p0, @p1, @p2, @p3, @p4, 'waiting', 0)
                 ON CONFLICT (study, context, computation, indicators) WHERE {IsOpen} DO NOTHING RETURNING id
                 """,
                values);
            added ??= session.Scalar(
                $"SELECT id FROM task WHERE study = @p0 AND context = @p1 AND computation = @p2 AND indicators = @p3 AND {IsOpen}", values.AsSpan(0, 4));

            // Between the two statements the task that was there may have ended.
            if (added is not null)
                return Convert.ToInt64(added, CultureInfo.InvariantCulture);
        }
    }

    private static List<TaskEnd> Ended(SqlSession session, long[] tasks)
    {
        // One text for any number of tasks, so that it is prepared once; no task has the number 0.
        object?[] values = [.. tasks.Concat(Enumerable.Repeat(0L, NumbersTogether - tasks.Length)).Cast<object>()];
        return session.Query(EndedText, ReadEnd, values);
    }

    private static TaskEnd ReadEnd(DbDataReader row)
    {
        int after = EvaluationColumns.Count(letter => letter == ',') + 1;
        bool isDone = !row.IsDBNull(0);
        return new(row.GetInt64(after), isDone ? ReadEvaluation(row) : null, row.IsDBNull(after + 1) ? null : row.GetString(after + 1));
    }

    /// <summary>
    /// Takes and ends tasks in one statement: what waits, what a silent worker held, and what this worker holds without knowing, since the answer to an earlier
    /// call was lost with its connection.
    /// </summary>
    private List<(bool IsHeld, QueuedTask Task)> Pick(SqlSession session, string worker, int most, QueueLimits limits) => session.Query(
        $"""
         WITH picked AS (
             SELECT id AS number, worker AS holder, state = 'held' AND worker <> @p0 AS is_orphan, state = 'held' AND worker = @p0 AS is_mine
             FROM task{OpenTasksHint}
             WHERE {IsOpen} AND (
                 (state = 'waiting' AND (worker IS NULL OR worker <> @p0 OR lease_until < {Now}))
                 OR (state = 'held' AND worker <> @p0 AND lease_until < {Now} AND {ServerStart} + @p1 < {Now})
                 OR (state = 'held' AND worker = @p0 AND @p2 NOT LIKE '%,' || id || ',%'))
             ORDER BY id LIMIT @p3{SkipLocked})
         UPDATE task SET
             state = CASE WHEN is_orphan AND tries >= @p4 THEN 'failed' ELSE 'held' END,
             error = CASE WHEN is_orphan AND tries >= @p4
                 THEN 'worker ' || holder || coalesce(' on ' || (SELECT machine FROM worker WHERE worker.id = holder), '')
                     || ' was silent for ' || @p5 || ' s, ' || tries || CASE WHEN tries = 1 THEN ' try' ELSE ' tries' END
                 ELSE error END,
             tries = CASE WHEN is_mine OR (is_orphan AND tries >= @p4) THEN tries ELSE tries + 1 END,
             worker = CASE WHEN is_orphan AND tries >= @p4 THEN NULL ELSE @p0 END,
             lease_until = {Now} + @p1
         FROM picked WHERE task.id = picked.number
         RETURNING {TaskColumns}, task.state
         """,
        row => (row.GetString(7) == "held", ReadTask(row)),
        worker,
        limits.Lease.Ticks,
        _held.TextOf(worker),
        (long)most,
        limits.Tries,
        limits.Lease.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));

    private static QueuedTask ReadTask(DbDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetString(5).Split(' '), row.GetInt32(6));

    private static WorkerInfo ReadWorker(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Machine = row.GetString(1),
        Process = row.GetInt32(2),
        SlurmJob = row.IsDBNull(3) ? null : row.GetString(3),
        Threads = row.GetInt32(4),
        Started = StoreTime.Read(row.GetInt64(5)),
        LastSeen = StoreTime.Read(row.GetInt64(6)),
        Finished = row.GetInt32(7),
        Held = (int)row.GetInt64(8),
    };
}
