using System.Collections.Immutable;

namespace Tegula.Kernels.Internals;

/// <summary>A node whose kernel is needed: one that feeds a linear edge, or the output.</summary>
/// <param name="Terms">What it adds up.</param>
internal sealed record KernelStage(ImmutableArray<KernelTerm> Terms);

/// <summary>Part of a node: everything in it that is the input, or that comes out of linear edges behind one stage.</summary>
/// <param name="Source">0 for the input; s for the linear edges behind stage s - 1.</param>
/// <param name="Weight">Factor of its kernel.</param>
/// <param name="Count">Factor of its mean: how often such a vector occurs in the node.</param>
internal readonly record struct KernelTerm(int Source, double Weight, double Count);
