using System.Collections.Concurrent;
using System.Data.Common;
using Tegula.Search;

namespace Tegula.Studies.Stores;

/// <summary>Evaluations and the ways they were measured.</summary>
internal abstract partial class SqlStudyStore
{
    /// <summary>Columns of an evaluation in the order that <see cref="ReadEvaluation"/> reads.</summary>
    internal const string EvaluationColumns =
        "id, context, study, computation, architecture, indicators, version, machine, started, seconds, threads, error, sha256";

    // No indicator has this id, so an error never stands in the way of a measurement.
    private const string ErrorSet = "!";

    private readonly ConcurrentDictionary<long, string> _contextKeys = new();

    /// <inheritdoc/>
    public override StoredContext AddContext(ScoringContext context, string data)
    {
        string key = context.Key;
        StoredContext? known = Read("looking for a context", session => FindContext(session, key));
        if (known?.Data != data)
        {
            // The same data may lie elsewhere by now, and workers open them where they were seen last.
            known = Write("keeping a context", session =>
            {
                session.Execute(
                    "INSERT INTO context (key, content, data) VALUES (@p0, @p1, @p2) ON CONFLICT (key) DO UPDATE SET data = excluded.data",
                    key,
                    StudyJson.Write(context),
                    data);
                return FindContext(session, key)!;
            });
        }

        _contextKeys[known.Id] = key;
        return known;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StoredContext> Contexts() =>
        Read("reading the contexts", session => session.Query("SELECT id, content, data FROM context ORDER BY id", ReadContext));

    /// <inheritdoc/>
    public override IReadOnlyList<StoredEvaluation> Find(long context, string computation) => Read("looking for an evaluation", session => session.Query(
        $"SELECT {EvaluationColumns} FROM evaluation WHERE context = @p0 AND computation = @p1 AND error IS NULL ORDER BY id",
        ReadEvaluation,
        context,
        computation));

    /// <inheritdoc/>
    public override StoredEvaluation? FindEvaluation(long evaluation) => Read("looking for an evaluation", session => session.First(
        $"SELECT {EvaluationColumns} FROM evaluation WHERE id = @p0", ReadEvaluation, evaluation));

    /// <inheritdoc/>
    public override StoredEvaluation Add(NewEvaluation evaluation) => WriteOne("keeping an evaluation", session => AddWithin(session, evaluation));

    /// <summary>Keeps an evaluation, within a transaction of the caller or by itself; where it is there already, that one is returned.</summary>
    /// <exception cref="StudyException">There is no such context.</exception>
    internal StoredEvaluation AddWithin(SqlSession session, NewEvaluation evaluation)
    {
        string text = IndicatorText.Write(evaluation.Indicators);
        string set = SetOf(evaluation);
        string hash = EvaluationHash.Of(ContextKey(session, evaluation.Context), evaluation.Computation, evaluation.Indicators, evaluation.Error);
        bool isMeasured = evaluation.Error is null && evaluation.Indicators.Values.All(value => value.IsOk);
        StoredEvaluation? stored = session.First(
            $"""
             INSERT INTO evaluation (context, study, computation, architecture, indicator_set, indicators, measured, version, machine, started, seconds, threads,
                 error, sha256)
             VALUES (@p0, (SELECT id FROM study WHERE id = @p1), @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
             ON CONFLICT (context, computation, indicator_set) DO NOTHING RETURNING {EvaluationColumns}
             """,
            ReadEvaluation,
            evaluation.Context,
            evaluation.Study ?? -1L,
            evaluation.Computation,
            evaluation.Architecture,
            set,
            text,
            isMeasured ? 1 : 0,
            evaluation.Version,
            evaluation.Machine,
            StoreTime.Write(evaluation.Started),
            evaluation.Seconds,
            evaluation.Threads,
            evaluation.Error,
            hash);
        return stored ?? session.First(
            $"SELECT {EvaluationColumns} FROM evaluation WHERE context = @p0 AND computation = @p1 AND indicator_set = @p2",
            ReadEvaluation,
            evaluation.Context,
            evaluation.Computation,
            set) ?? throw new StudyException($"an evaluation in '{Location}' was deleted while it was kept: do not delete studies that are being computed");
    }

    /// <summary>An evaluation out of a row of <see cref="EvaluationColumns"/>.</summary>
    internal static StoredEvaluation ReadEvaluation(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Context = row.GetInt64(1),
        Study = row.IsDBNull(2) ? null : row.GetInt64(2),
        Computation = row.GetString(3),
        Architecture = row.GetString(4),
        Indicators = IndicatorText.Read(row.GetFieldValue<byte[]>(5)),
        Version = row.GetString(6),
        Machine = row.GetString(7),
        Started = StoreTime.Read(row.GetInt64(8)),
        Seconds = row.GetDouble(9),
        Threads = row.GetInt32(10),
        Error = row.IsDBNull(11) ? null : row.GetString(11),
        Sha256 = row.GetString(12),
    };

    private static string SetOf(NewEvaluation evaluation) =>
        evaluation.Error is null ? IndicatorText.SetOf(evaluation.Indicators.Keys) : ErrorSet;

    private static StoredContext ReadContext(DbDataReader row) => new(row.GetInt64(0), StudyJson.ReadContext(row.GetString(1)), row.GetString(2));

    private static StoredContext? FindContext(SqlSession session, string key) =>
        session.First("SELECT id, content, data FROM context WHERE key = @p0", ReadContext, key);

    private string ContextKey(SqlSession session, long context)
    {
        if (_contextKeys.TryGetValue(context, out string? key))
            return key;
        key = session.Scalar("SELECT key FROM context WHERE id = @p0", context) as string
            ?? throw new StudyException($"there is no context {context} in '{Location}': add the context before its evaluations");
        _contextKeys[context] = key;
        return key;
    }
}
