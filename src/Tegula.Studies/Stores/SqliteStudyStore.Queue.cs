namespace Tegula.Studies.Stores;

/// <summary>What the queue asks of SQLite.</summary>
internal sealed partial class SqliteStudyStore
{
    /// <inheritdoc/>
    protected override string Now => "CAST(unixepoch('subsec') * 10000000 AS integer)";

    /// <inheritdoc/>
    protected override string OpenTasksHint => " INDEXED BY task_open";
}
