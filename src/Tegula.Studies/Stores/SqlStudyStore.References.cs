namespace Tegula.Studies.Stores;

/// <summary>What refers to what.</summary>
internal abstract partial class SqlStudyStore
{
    /// <summary>One line for each reference that leads nowhere.</summary>
    private static readonly string[] References =
    [
        Missing("evaluation", "'evaluation ' || id", "context", "context", "id"),
        Missing("evaluation", "'evaluation ' || id", "study", "study", "id"),
        Missing("step", "'step ' || number || ' of study ' || study", "study", "study", "id"),
        Missing("step", "'step ' || number || ' of study ' || study", "evaluation", "evaluation", "id"),
        Missing("output", "'output ' || name || ' of result ' || result", "result", "result", "key"),
        Missing("task", "'task ' || id", "study", "study", "id"),
        Missing("task", "'task ' || id", "context", "context", "id"),
        Missing("task", "'task ' || id", "evaluation", "evaluation", "id"),
    ];

    private static string Missing(string table, string row, string column, string target, string key) =>
        $"SELECT {row} || ': there is no {target} ' || {column} FROM {table} " +
        $"WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {target}) ORDER BY 1";
}
