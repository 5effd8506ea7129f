namespace Tegula.Dashboard.Figures;

/// <summary>A drawing with its numbers.</summary>
/// <param name="Title">Its name, any text.</param>
/// <param name="Text">What it shows and how to read it, in a sentence or two; may be empty.</param>
/// <param name="Svg">The drawing as <see cref="Drawing"/> writes it; null for a table alone.</param>
/// <param name="Table">The numbers; null where the drawing says everything, such as the drawing of a cell.</param>
public sealed record Figure(string Title, string Text, string? Svg, NumberTable? Table)
{
    /// <summary>Further drawings of the same numbers.</summary>
    public IReadOnlyList<string> Further { get; init; } = [];
}
