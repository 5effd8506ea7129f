using Tegula.Architectures.Custom;

namespace Tegula.Spaces.Custom;

/// <summary>A cell with what its network costs.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Parameters">Trainable numbers, of operations that no path needs too.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
public sealed record CellSummary(CustomCell Cell, long Parameters, long Macs);
