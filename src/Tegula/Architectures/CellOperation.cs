namespace Tegula.Architectures;

/// <summary>One live operation of a <see cref="CellComputation"/>.</summary>
/// <param name="Kind">A convolution or the average pooling; skips and cut edges leave no operation.</param>
/// <param name="Source">Index into <see cref="CellComputation.Values"/> of the value it reads.</param>
public readonly record struct CellOperation(NasBench201Operation Kind, int Source);
