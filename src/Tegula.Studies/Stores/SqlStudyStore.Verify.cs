using System.Data.Common;
using System.Text.Json;
using Tegula.Architectures;
using Tegula.Search;

namespace Tegula.Studies.Stores;

/// <summary>Checks the whole store.</summary>
internal abstract partial class SqlStudyStore
{
    private const int ProgressRows = 1000;

    // What a row's reading throws where something in it is not what it should be.
    private static bool IsUnreadable(Exception error) =>
        error is JsonException or FormatException or InvalidCastException or OverflowException or ArgumentException;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verify(Action<long, long>? progress = null, CancellationToken token = default) => ReadTogether("checking", session =>
    {
        var findings = new List<string>();
        var spaces = new Dictionary<long, string>();
        Check(findings, () => CheckDatabase(session));
        Check(findings, () => CheckContexts(session, spaces));
        Check(findings, () => CheckEvaluations(session, spaces, progress, token));
        Check(findings, () => References.SelectMany(sql => session.Query(sql, row => row.GetString(0))));
        Check(findings, () => CheckStudies(session));
        Check(findings, () => CheckSteps(session, spaces, token));
        return findings;
    });

    /// <summary>The database's own check, one line for each finding.</summary>
    protected abstract IEnumerable<string> CheckDatabase(SqlSession session);

    // A file can be damaged such that a whole table cannot be read; the other tables are checked nevertheless.
    private void Check(List<string> findings, Func<IEnumerable<string>> check)
    {
        try
        {
            findings.AddRange(check());
        }
        catch (DbException error)
        {
            findings.Add(Explain(error, "checking").Message);
        }
    }

    private static List<string> CheckContexts(SqlSession session, Dictionary<long, string> spaces)
    {
        var findings = new List<string>();
        foreach ((long id, string key, string content) in session.Query(
            "SELECT id, key, content FROM context ORDER BY id", row => (row.GetInt64(0), row.GetString(1), row.GetString(2))))
        {
            try
            {
                ScoringContext context = StudyJson.ReadContext(content);
                spaces[id] = context.Space;
                if (context.Key != key)
                    findings.Add($"context {id}: its content does not have its key");
            }
            catch (Exception error) when (IsUnreadable(error))
            {
                findings.Add($"context {id}: {error.Message}");
            }
        }

        return findings;
    }

    private static List<string> CheckEvaluations(
        SqlSession session, Dictionary<long, string> spaces, Action<long, long>? progress, CancellationToken token)
    {
        long all = session.Number("SELECT count(*) FROM evaluation");
        Dictionary<long, string> keys = session.Query("SELECT id, key FROM context", row => (row.GetInt64(0), row.GetString(1))).ToDictionary();
        var findings = new List<string>();
        long checkedRows = 0;
        using DbDataReader reader = session.Command($"SELECT {EvaluationColumns}, indicator_set, measured FROM evaluation ORDER BY id").ExecuteReader();
        while (reader.Read())
        {
            token.ThrowIfCancellationRequested();
            try
            {
                StoredEvaluation evaluation = ReadEvaluation(reader);
                string? wrong = Wrong(evaluation, keys.GetValueOrDefault(evaluation.Context), reader.GetString(13), reader.GetInt32(14))
                    ?? WrongComputation(spaces.GetValueOrDefault(evaluation.Context), evaluation.Architecture, evaluation.Computation);
                if (wrong is not null)
                    findings.Add($"evaluation {evaluation.Id}: {wrong}");
            }
            catch (Exception error) when (IsUnreadable(error))
            {
                findings.Add($"evaluation {reader.GetValue(0)}: {error.Message}");
            }

            if (++checkedRows % ProgressRows == 0 || checkedRows == all)
                progress?.Invoke(checkedRows, all);
        }

        return findings;
    }

    // Of an evaluation without a context no hash can be formed; the missing context is a finding of its own.
    private static string? Wrong(StoredEvaluation evaluation, string? key, string set, int measured)
    {
        bool isMeasured = evaluation.Error is null && evaluation.Indicators.Values.All(value => value.IsOk);
        return key is not null && EvaluationHash.Of(key, evaluation.Computation, evaluation.Indicators, evaluation.Error) != evaluation.Sha256
            ? "its values do not have its SHA-256"
            : set != SetOf(evaluation)
            ? "its set of indicators is not that of its values"
            : (measured != 0) != isMeasured
            ? "whether it was measured does not fit its values"
            : null;
    }

    private static string? WrongComputation(string? space, string architecture, string computation)
    {
        try
        {
            return space is not null && ComputationKeys.Of(space, architecture) is { } key && key != computation
                ? $"'{architecture}' has another canonical form"
                : null;
        }
        catch (ArchitectureFormatException error)
        {
            return error.Message;
        }
    }

    private static List<string> CheckStudies(SqlSession session)
    {
        var findings = new List<string>();
        using DbDataReader reader = session.Command(
            $"SELECT {StudyColumns}, (SELECT count(*) FROM step WHERE study = s.id), (SELECT max(number) FROM step WHERE study = s.id) "
            + "FROM study s ORDER BY id")
            .ExecuteReader();
        while (reader.Read())
        {
            try
            {
                Study study = ReadStudy(reader);
                long steps = reader.GetInt64(13);
                long last = reader.IsDBNull(14) ? -1 : reader.GetInt32(14);
                if (steps != last + 1)
                    findings.Add($"study {study.Id}: {steps} steps are there, and the last one is number {last}");
                if (steps != study.Steps)
                    findings.Add($"study {study.Id}: it counts {study.Steps} steps, {steps} are there");
                if (study.StateSteps > study.Steps || (study.State is null) != (study.StateSteps == 0))
                    findings.Add($"study {study.Id}: its state is of step {study.StateSteps}, it has {study.Steps}");
            }
            catch (Exception error) when (IsUnreadable(error))
            {
                findings.Add($"study {reader.GetValue(0)}: {error.Message}");
            }
        }

        return findings;
    }

    private static List<string> CheckSteps(SqlSession session, Dictionary<long, string> spaces, CancellationToken token)
    {
        var findings = new List<string>();
        using DbDataReader reader = session.Command(
            """
            SELECT s.number, s.study, s.architecture, e.context, e.computation, e.architecture, e.id FROM step s JOIN evaluation e ON e.id = s.evaluation
            ORDER BY s.study, s.number
            """).ExecuteReader();
        while (reader.Read())
        {
            token.ThrowIfCancellationRequested();
            string architecture = reader.GetString(2);
            if (architecture != reader.GetString(5)
                && WrongComputation(spaces.GetValueOrDefault(reader.GetInt64(3)), architecture, reader.GetString(4)) is { } wrong)
                findings.Add($"step {reader.GetInt32(0)} of study {reader.GetInt64(1)}: {wrong}, so evaluation {reader.GetInt64(6)} is not its own");
        }

        return findings;
    }
}
