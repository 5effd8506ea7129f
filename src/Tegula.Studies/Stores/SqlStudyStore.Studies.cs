using System.Data.Common;

namespace Tegula.Studies.Stores;

/// <summary>Studies and their steps.</summary>
internal abstract partial class SqlStudyStore
{
    private const int LongestName = 200;
    private const string StepColumns = "number, step.architecture, evaluation, cached, spread, turned_away, time";
    private const string StudyColumns = "id, name, definition, status, created, updated, version, machine, steps, state, state_steps, answer, error";
    private const string StudyColumnsWithoutState = "id, name, definition, status, created, updated, version, machine, steps, NULL, state_steps, answer, error";

    /// <inheritdoc/>
    public override IReadOnlyList<Study> Studies() =>
        Read("reading the studies", session => session.Query($"SELECT {StudyColumnsWithoutState} FROM study ORDER BY id", ReadStudy));

    /// <inheritdoc/>
    public override Study? FindStudy(string name) => Read("looking for a study", session => FindStudy(session, name));

    /// <inheritdoc/>
    public override Study? FindStudy(long study) => Read("looking for a study", session => session.First(
        $"SELECT {StudyColumnsWithoutState} FROM study WHERE id = @p0", ReadStudy, study));

    /// <inheritdoc/>
    public override Study CreateStudy(string name, StudyDefinition definition)
    {
        RequireName(name);
        return Write("making a study", session =>
        {
            RequireFree(session, name, null);
            session.Execute(
                """
                INSERT INTO study (name, definition, status, created, updated, version, machine, steps, state_steps)
                VALUES (@p0, @p1, @p2, @p3, @p3, @p4, @p5, 0, 0)
                """,
                name,
                StudyJson.Write(definition),
                Text(StudyStatus.Running),
                StoreTime.Now,
                Provenance.Version,
                Provenance.Machine);
            return FindStudy(session, name)!;
        });
    }

    /// <inheritdoc/>
    public override void SetStatus(long study, StudyStatus status, string? answer = null, string? error = null) =>
        Update("keeping the status of a study", study, session => session.Execute(
            "UPDATE study SET status = @p1, answer = coalesce(@p2, answer), error = @p3, updated = @p4 WHERE id = @p0",
            study,
            Text(status),
            answer,
            error,
            StoreTime.Now));

    /// <inheritdoc/>
    public override void SaveState(long study, int steps, string state) => Update("keeping the state of a method", study, session => session.Execute(
        "UPDATE study SET state = @p1, state_steps = @p2, updated = @p3 WHERE id = @p0", study, state, steps, StoreTime.Now));

    /// <inheritdoc/>
    public override void AddSteps(long study, IReadOnlyList<StudyStep> steps)
    {
        if (steps.Count == 0)
            return;
        Write("keeping steps", session =>
        {
            // The first statement locks the study's row, so that two processes cannot both go on.
            RequireOne(session.Execute("UPDATE study SET updated = @p1 WHERE id = @p0", study, StoreTime.Now), study);
            long known = session.Number("SELECT steps FROM study WHERE id = @p0", study);
            foreach (StudyStep step in steps)
            {
                if (step.Number == known)
                {
                    AddStep(session, study, step);
                    known++;
                }
                else if (step.Number > known || !HoldsStep(session, study, step))
                {
                    throw new StudyException(
                        $"step {step.Number} of study {study} does not follow the {known} steps in '{Location}': does another process run the same study?");
                }
            }

            session.Execute("UPDATE study SET steps = @p1 WHERE id = @p0", study, known);
            return true;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StudyStep> Steps(long study, int from = 0) => Read("reading steps", session => Steps(session, study, from));

    /// <inheritdoc/>
    public override int DeleteStudy(string name) => Write("deleting a study", session =>
    {
        long study = FindStudy(session, name)?.Id ?? throw NoStudy(name);
        session.Execute("DELETE FROM task WHERE study = @p0", study);
        List<long> candidates = session.Query(
            "SELECT id FROM evaluation WHERE study = @p0 UNION SELECT evaluation FROM step WHERE study = @p0", row => row.GetInt64(0), study);
        session.Execute("DELETE FROM step WHERE study = @p0", study);
        session.Execute("UPDATE evaluation SET study = NULL WHERE study = @p0", study);
        int deleted = 0;
        foreach (long evaluation in candidates)
        {
            deleted += session.Execute(
                """
                DELETE FROM evaluation WHERE id = @p0 AND study IS NULL
                    AND NOT EXISTS (SELECT 1 FROM step WHERE evaluation = @p0) AND NOT EXISTS (SELECT 1 FROM task WHERE evaluation = @p0)
                """,
                evaluation);
        }

        session.Execute("DELETE FROM study WHERE id = @p0", study);
        return deleted;
    });

    private static List<StudyStep> Steps(SqlSession session, long study, int from = 0) => session.Query(
        $"SELECT {StepColumns} FROM step WHERE study = @p0 AND number >= @p1 ORDER BY number", ReadStep, study, from);

    private static void AddStep(SqlSession session, long study, StudyStep step) => session.Execute(
        "INSERT INTO step (study, number, architecture, evaluation, cached, spread, turned_away, time) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
        study,
        step.Number,
        step.Architecture,
        step.Evaluation,
        step.IsCached ? 1 : 0,
        step.Spread,
        step.TurnedAway,
        StoreTime.Write(step.Time));

    private static bool HoldsStep(SqlSession session, long study, StudyStep step) =>
        session.Scalar(
            "SELECT number FROM step WHERE study = @p0 AND number = @p1 AND architecture = @p2 AND evaluation = @p3",
            study,
            step.Number,
            step.Architecture,
            step.Evaluation) is not null;

    private static Study? FindStudy(SqlSession session, string name) =>
        session.First($"SELECT {StudyColumns} FROM study WHERE name = @p0", ReadStudy, name);

    private static Study ReadStudy(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Name = row.GetString(1),
        Definition = StudyJson.ReadDefinition(row.GetString(2)),
        Status = Enum.TryParse(row.GetString(3), ignoreCase: true, out StudyStatus status)
            ? status
            : throw new FormatException($"'{row.GetString(3)}' is no status of a study"),
        Created = StoreTime.Read(row.GetInt64(4)),
        Updated = StoreTime.Read(row.GetInt64(5)),
        Version = row.GetString(6),
        Machine = row.GetString(7),
        Steps = row.GetInt32(8),
        State = row.IsDBNull(9) ? null : row.GetString(9),
        StateSteps = row.GetInt32(10),
        Answer = row.IsDBNull(11) ? null : row.GetString(11),
        Error = row.IsDBNull(12) ? null : row.GetString(12),
    };

    private static StudyStep ReadStep(DbDataReader row) => new(
        row.GetInt32(0),
        row.GetString(1),
        row.GetInt64(2),
        row.GetInt32(3) != 0,
        row.IsDBNull(4) ? null : row.GetDouble(4),
        row.GetInt64(5),
        StoreTime.Read(row.GetInt64(6)));

    private static string Text(StudyStatus status) => status switch
    {
        StudyStatus.Running => "running",
        StudyStatus.Stopped => "stopped",
        StudyStatus.Done => "done",
        _ => "failed",
    };

    private static void RequireName(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw new StudyException("a study needs a name that is not empty");
        if (name.Length > LongestName)
            throw new StudyException($"a name of {name.Length} letters is too long: use at most {LongestName}");
        if (name.Any(char.IsControl))
            throw new StudyException("a name with a line break or another control character would break every table: use letters on one line");
    }

    private void Update(string doing, long study, Func<SqlSession, int> work) => WriteOne(doing, session =>
    {
        RequireOne(work(session), study);
        return true;
    });

    private void RequireOne(int rows, long study)
    {
        if (rows != 1)
            throw new StudyException($"study {study} is not in '{Location}' any more: it was deleted meanwhile");
    }

    private long RequireStudy(string name) => FindStudy(name)?.Id ?? throw NoStudy(name);

    private StudyException NoStudy(string name) => new($"there is no study '{name}' in '{Location}': 'tegula study list' names those that are");
}
