using Tegula.Architectures.Custom;
using Tegula.Compute;

namespace Tegula.Spaces.Custom;

/// <summary>An operation with what one of it costs in the first stage.</summary>
/// <param name="Operation">The operation; every parameter of its type has a value.</param>
/// <param name="Shape">Channels, rows and columns of what it reads there.</param>
/// <param name="Parameters">Trainable numbers.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
public sealed record OperationSummary(CustomOperation Operation, TensorShape Shape, long Parameters, long Macs);
