using System.Collections.Immutable;

namespace Tegula.Compute.Graphs;

/// <summary>What a node of a <see cref="Graph"/> computes from its inputs.</summary>
public abstract record Operation;

/// <summary>The network's input.</summary>
public sealed record InputOperation : Operation;

/// <summary>Cross-correlation as neural networks call convolution; a linear layer is one whose window covers the whole input.</summary>
/// <param name="Geometry">The window's walk.</param>
/// <param name="Groups">Channel groups; it divides both channel counts, and equals them for a depthwise convolution.</param>
/// <param name="Weight">(output channel, input channel of the group, row, column).</param>
/// <param name="Bias">(output channel), or null.</param>
public sealed record ConvolutionOperation(WindowGeometry Geometry, int Groups, Parameter Weight, Parameter? Bias) : Operation;

/// <summary>Batch norm, <c>gamma (x - mean) / sqrt(variance + epsilon) + beta</c> per channel, with the biased variance.</summary>
public sealed record BatchNormOperation(Parameter Scale, Parameter Shift, float Epsilon) : Operation;

/// <summary><c>max(x, 0)</c>.</summary>
public sealed record ReluOperation : Operation;

/// <summary><c>min(max(x, 0), 6)</c>.</summary>
public sealed record Relu6Operation : Operation;

/// <summary><c>x</c> above 0, <c>exp(x) - 1</c> elsewhere; its derivative is 1 above 0 and <c>exp(x)</c> elsewhere.</summary>
public sealed record EluOperation : Operation;

/// <summary>Mean over the window; padding is not counted.</summary>
public sealed record AveragePoolOperation(WindowGeometry Geometry) : Operation;

/// <summary>Maximum over the window; padding is not counted. Ties go to the first position in row order.</summary>
public sealed record MaxPoolOperation(WindowGeometry Geometry) : Operation;

/// <summary>Sum of the inputs, in their order.</summary>
public sealed record AddOperation : Operation;

/// <summary>The inputs' channels one after the other.</summary>
public sealed record ConcatOperation : Operation;

/// <summary>Single channels of the inputs, in a given order; a channel may occur several times.</summary>
/// <param name="Channels">For each channel of the result, the place of its source among the node's inputs and the channel there.</param>
public sealed record GatherOperation(ImmutableArray<(int Input, int Channel)> Channels) : Operation;

/// <summary>The input, followed by channels of zeros.</summary>
/// <param name="Added">How many, at least 1.</param>
public sealed record PadChannelsOperation(int Added) : Operation;

/// <summary>
/// Each sample times a factor of its own, which a run may be given: 0 where the path is dropped, 1 / (share kept) elsewhere. Without given factors it is
/// passed on unchanged, as in evaluation.
/// </summary>
/// <param name="Path">Which row of factors it takes, from 0.</param>
public sealed record DropPathOperation(int Path) : Operation;

/// <summary>The image without some of its first rows and columns.</summary>
/// <param name="Dropped">Rows dropped at the top and columns dropped at the left.</param>
public sealed record CropOperation(Extent Dropped) : Operation;

/// <summary>Each position of each channel as a channel of one position, in the order (channel, row, column).</summary>
public sealed record FlattenOperation : Operation;

/// <summary><c>factor x</c>.</summary>
public sealed record ScaleOperation(float Factor) : Operation;

/// <summary>One value of a graph.</summary>
/// <param name="Index">Place in the graph's topological order.</param>
/// <param name="Operation">What computes it.</param>
/// <param name="Inputs">Indices of the nodes it reads, all smaller than <paramref name="Index"/>.</param>
/// <param name="Shape">Shape of one sample.</param>
public sealed record Node(int Index, Operation Operation, ImmutableArray<int> Inputs, TensorShape Shape);
