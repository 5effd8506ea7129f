namespace Tegula.Analysis;

/// <summary>An edge of a cell.</summary>
/// <param name="Name">Its ends, such as <c>0-3</c> or <c>normal:0-2</c>.</param>
/// <param name="Operation">What stands there, such as <c>skip_connect</c>.</param>
public sealed record CellEdge(string Name, string Operation);
