namespace Tegula.Drawing.Internals;

/// <summary>What leaves one item, or arrives at one, between two columns of a diagram: a line from its row to the rows of others.</summary>
/// <param name="Hub">The one item.</param>
/// <param name="Spokes">The others, at least one.</param>
internal sealed record DiagramNet(int Hub, IReadOnlyList<int> Spokes)
{
    /// <summary>Whether it runs straight.</summary>
    public bool IsStraight(int[] rows) => Spokes.All(spoke => rows[spoke] == rows[Hub]);

    /// <summary>Upper and lower end of its upright part.</summary>
    public (int Top, int Bottom) Extent(int[] rows) =>
        (Math.Min(rows[Hub], Spokes.Min(spoke => rows[spoke])), Math.Max(rows[Hub], Spokes.Max(spoke => rows[spoke])));
}
