using System.Collections.Immutable;

namespace Tegula.Architectures.Custom;

/// <summary>An operation that edges of an own space can carry.</summary>
/// <param name="Name">Its name in the texts of cells: letters, digits, dashes and underscores, a letter first.</param>
/// <param name="Type">One of the types of <see cref="CellOperations.All"/>.</param>
/// <param name="Settings">Values of parameters of the type; those left out have their default.</param>
public sealed record CustomOperation(string Name, string Type, params ImmutableArray<(string Parameter, double Value)> Settings);
