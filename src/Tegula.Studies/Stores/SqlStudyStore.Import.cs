using Tegula.Studies.Exchange;

namespace Tegula.Studies.Stores;

/// <summary>Taking in what another store has exported.</summary>
internal abstract partial class SqlStudyStore
{
    private const string OtherName = "export it alone and import it under another name with --as, or delete that one";

    /// <inheritdoc/>
    public override ImportCounts Import(IReadOnlyList<ExchangeItem> items)
    {
        bool isDone = false;
        try
        {
            ImportCounts counts = Write("importing studies", session =>
            {
                var import = new ImportState();
                foreach (ExchangeItem item in items)
                    import.Count(item, Import(session, import, item));
                return new ImportCounts(import.Added, import.Present);
            });
            isDone = true;
            return counts;
        }
        finally
        {
            // Numbers of contexts that were taken back with the transaction will be given to others.
            if (!isDone)
                _contextKeys.Clear();
        }
    }

    /// <summary>Adds one item; false where it is there already.</summary>
    private bool Import(SqlSession session, ImportState import, ExchangeItem item) => item switch
    {
        ContextItem context => ImportContext(session, import, context),
        StudyItem study => ImportStudy(session, import, study.Study),
        EvaluationItem evaluation => ImportEvaluation(session, import, evaluation.Evaluation),
        StepItem step => ImportStep(session, import, step),
        ResultItem result => ImportResult(session, result.Result),
        _ => throw new ArgumentException($"a {item.GetType().Name} cannot be imported"),
    };

    private static bool ImportContext(SqlSession session, ImportState import, ContextItem item)
    {
        int added = session.Execute(
            "INSERT INTO context (key, content, data) VALUES (@p0, @p1, @p2) ON CONFLICT (key) DO NOTHING", item.Key, StudyJson.Write(item.Context), item.Data);
        import.Contexts.Add(item.Id, FindContext(session, item.Key)!.Id);
        return added > 0;
    }

    private bool ImportStudy(SqlSession session, ImportState import, Study study)
    {
        RequireName(study.Name);
        if (FindStudy(session, study.Name) is { } known)
        {
            if (Content(known) != Content(study))
                throw new StudyException($"'{Location}' holds another study '{study.Name}': {OtherName}");
            import.Studies.Add(study.Id, (known.Id, Steps(session, known.Id)));
            return false;
        }

        RequireFree(session, study.Name, null);
        session.Execute(
            """
            INSERT INTO study (name, definition, status, created, updated, version, machine, steps, state, state_steps, answer, error)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)
            """,
            study.Name,
            StudyJson.Write(study.Definition),
            Text(study.Status),
            StoreTime.Write(study.Created),
            StoreTime.Write(study.Updated),
            study.Version,
            study.Machine,
            study.Steps,
            study.State,
            study.StateSteps,
            study.Answer,
            study.Error);
        import.Studies.Add(study.Id, (FindStudy(session, study.Name)!.Id, null));
        return true;
    }

    private bool ImportEvaluation(SqlSession session, ImportState import, StoredEvaluation evaluation)
    {
        long context = import.Contexts[evaluation.Context];
        (long Id, string Sha256) known = session.First(
            "SELECT id, sha256 FROM evaluation WHERE context = @p0 AND computation = @p1 AND indicator_set = @p2",
            row => (row.GetInt64(0), row.GetString(1)),
            context,
            evaluation.Computation,
            SetOf(evaluation));
        if (known.Sha256 is null)
        {
            long? study = evaluation.Study is { } number ? import.Studies[number].Id : null;
            import.Evaluations.Add(evaluation.Id, AddWithin(session, evaluation with { Context = context, Study = study }).Id);
            return true;
        }

        // Why something could not be measured may differ from one machine to the next.
        if (known.Sha256 != evaluation.Sha256 && evaluation.Error is null)
        {
            throw new StudyException(
                $"evaluation {evaluation.Id} of the file, of '{evaluation.Architecture}', has other values than evaluation {known.Id} in '{Location}', "
                + "which was made in the same way: measure it again to see which is right ('tegula study verify --recompute')");
        }

        import.Evaluations.Add(evaluation.Id, known.Id);
        return false;
    }

    private bool ImportStep(SqlSession session, ImportState import, StepItem item)
    {
        (long study, IReadOnlyList<StudyStep>? known) = import.Studies[item.Study];
        StudyStep step = item.Step with { Evaluation = import.Evaluations[item.Step.Evaluation] };
        if (known is null)
        {
            AddStep(session, study, step);
            return true;
        }

        return known[step.Number] == step
            ? false
            : throw new StudyException($"step {step.Number} of study {study} in '{Location}' is another than the file's: {OtherName}");
    }

    private bool ImportResult(SqlSession session, RecordedResult result)
    {
        // The same key is the same request; what was printed then may differ in the times that it took.
        RequireName(result.Name);
        if (FindResult(session, result.Key) is not null)
            return false;
        AddResult(session, result);
        return true;
    }

    private static Study Content(Study study) => study with { Id = 0, Updated = default };

    /// <summary>What the numbers of a file have become in the store, and how much was done.</summary>
    private sealed class ImportState
    {
        public Dictionary<long, long> Contexts { get; } = [];

        /// <summary>Steps are null for a study that was added.</summary>
        public Dictionary<long, (long Id, IReadOnlyList<StudyStep>? Steps)> Studies { get; } = [];

        public Dictionary<long, long> Evaluations { get; } = [];

        public ExchangeCounts Added { get; private set; } = new();

        public ExchangeCounts Present { get; private set; } = new();

        public void Count(ExchangeItem item, bool isAdded)
        {
            if (isAdded)
                Added = Added.With(item);
            else
                Present = Present.With(item);
        }
    }
}
