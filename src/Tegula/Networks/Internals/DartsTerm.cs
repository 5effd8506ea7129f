using Tegula.Architectures;

namespace Tegula.Networks.Internals;

/// <summary>One of the values that a node of a cell sums up.</summary>
/// <param name="Source">The node it reads: 0 and 1 are the cell's inputs.</param>
/// <param name="Operation">What is done to it; any but <c>none</c>.</param>
/// <param name="Weight">What the result is multiplied by: 1 in a genotype, 1/k where an edge of a supernet is the mean of k operations.</param>
internal readonly record struct DartsTerm(int Source, DartsOperation Operation, float Weight);
