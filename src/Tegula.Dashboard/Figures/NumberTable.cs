namespace Tegula.Dashboard.Figures;

/// <summary>The numbers behind a drawing.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">One field a column: a text, a number, a truth value, or null for an empty one.</param>
public sealed record NumberTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
