namespace Tegula.Studies.Stores;

/// <summary>The tables of a store, and how older ones become them.</summary>
/// <param name="Version">Version of the tables that <paramref name="Tables"/> makes, at least 1.</param>
/// <param name="Tables">Statements that make them; <c>{id}</c> stands for the type of a column that numbers its rows by itself.</param>
/// <param name="Migrations">Statements by the version that they begin with: those under 1 lead to version 2.</param>
internal sealed record StudySchema(int Version, IReadOnlyList<string> Tables, IReadOnlyDictionary<int, IReadOnlyList<string>> Migrations)
{
    /// <summary>The tables of this version of the library. Times are 100 ns since 1970 (UTC), truth is 1 or 0.</summary>
    public static StudySchema Current { get; } = new(
        1,
        [
            "CREATE TABLE meta (name text PRIMARY KEY, value text NOT NULL)",
            """
            CREATE TABLE study (id {id}, name text NOT NULL UNIQUE, definition text NOT NULL, status text NOT NULL, created bigint NOT NULL, updated bigint NOT NULL,
                version text NOT NULL, machine text NOT NULL, steps integer NOT NULL, state text, state_steps integer NOT NULL, answer text, error text)
            """,
            "CREATE TABLE context (id {id}, key text NOT NULL UNIQUE, content text NOT NULL, data text NOT NULL)",
            """
            CREATE TABLE evaluation (id {id}, context bigint NOT NULL REFERENCES context (id), study bigint REFERENCES study (id), computation text NOT NULL,
                architecture text NOT NULL, indicator_set text NOT NULL, indicators text NOT NULL, measured integer NOT NULL, version text NOT NULL,
                machine text NOT NULL, started bigint NOT NULL, seconds double precision NOT NULL, threads integer NOT NULL, error text, sha256 text NOT NULL,
                UNIQUE (context, computation, indicator_set))
            """,
            "CREATE INDEX evaluation_study ON evaluation (study)",
            """
            CREATE TABLE step (study bigint NOT NULL REFERENCES study (id), number integer NOT NULL, architecture text NOT NULL,
                evaluation bigint NOT NULL REFERENCES evaluation (id), cached integer NOT NULL, spread double precision, turned_away bigint NOT NULL,
                time bigint NOT NULL, PRIMARY KEY (study, number))
            """,
            "CREATE INDEX step_evaluation ON step (evaluation)",
            """
            CREATE TABLE result (key text PRIMARY KEY, name text NOT NULL UNIQUE, command text NOT NULL, request text NOT NULL, version text NOT NULL,
                machine text NOT NULL, started bigint NOT NULL, seconds double precision NOT NULL)
            """,
            "CREATE TABLE output (result text NOT NULL REFERENCES result (key), name text NOT NULL, content text NOT NULL, PRIMARY KEY (result, name))",
            """
            CREATE TABLE task (id {id}, study bigint NOT NULL REFERENCES study (id), context bigint NOT NULL REFERENCES context (id), computation text NOT NULL,
                architecture text NOT NULL, indicators text NOT NULL, state text NOT NULL, worker text, lease_until bigint, tries integer NOT NULL,
                error text, evaluation bigint REFERENCES evaluation (id))
            """,
            "CREATE INDEX task_open ON task (id) WHERE state IN ('waiting', 'held')",
            "CREATE UNIQUE INDEX task_once ON task (study, context, computation, indicators) WHERE state IN ('waiting', 'held')",
            "CREATE INDEX task_worker ON task (worker) WHERE state = 'held'",
            "CREATE INDEX task_study ON task (study, state)",
            "CREATE INDEX task_evaluation ON task (evaluation)",
            """
            CREATE TABLE worker (id text PRIMARY KEY, machine text NOT NULL, process integer NOT NULL, slurm_job text, threads integer NOT NULL,
                started bigint NOT NULL, last_seen bigint NOT NULL, finished integer NOT NULL)
            """,
        ],
        new Dictionary<int, IReadOnlyList<string>>());
}
