using System.Collections.Immutable;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures;

/// <summary>
/// What a NAS-Bench-201 cell or supernet really computes, in a canonical numbering: cut edges, operations that read only zeros and operations that
/// nothing reads are gone, skips are replaced by what they carry, sums are flat, and a pooling of one value is done once. Convolutions stay apart, since
/// each has its own weights, and are shared exactly where the cell shares them. A supernet with one operation on each edge has the computation of its cell.
/// </summary>
/// <remarks>
/// Two cells have the same computation exactly when they are the same sum-of-terms graph up to the naming of nodes and weights. Repeats stay
/// repeats (x + x), and a pooling of a sum stays one: the arithmetic, rounding included, is that of the cell. Immutable; equal by <see cref="Key"/>.
/// </remarks>
public sealed class CellComputation : IEquatable<CellComputation>
{
    internal CellComputation(ImmutableArray<CellOperation> operations, ImmutableArray<ImmutableArray<CellTerm>> values, string key)
    {
        Operations = operations;
        Values = values;
        Key = key;
    }

    /// <summary>The live operations, at most 6 of a cell and 15 of a supernet; an operation comes after all operations that its source's terms name.</summary>
    public ImmutableArray<CellOperation> Operations { get; }

    /// <summary>
    /// The sums that are read. A value is the ascending list of its terms, repeats kept. The first value is the cell input, [0]; the last is the cell's
    /// output, empty when the output is zero (the first is also the last when the cell is the identity).
    /// </summary>
    public ImmutableArray<ImmutableArray<CellTerm>> Values { get; }

    /// <summary>
    /// The computation as text, equal for two cells exactly when their computations are: the operations with the terms they sum, then the terms
    /// of the output, such as <c>nor_conv_3x3(0) avg_pool_3x3(0+1) > 1+2</c>; a term of a mean shows its divisor, as in <c>0/2+1/2</c>.
    /// </summary>
    public string Key { get; }

    /// <summary>False when the output is zero whatever the input.</summary>
    public bool DependsOnInput => !Values[^1].IsEmpty;

    /// <summary>True when at least one live operation is a convolution.</summary>
    public bool HasParameters
    {
        get
        {
            foreach (CellOperation operation in Operations)
            {
                if (operation.Kind.IsConvolution())
                    return true;
            }

            return false;
        }
    }

    /// <summary>The computation of a cell.</summary>
    public static CellComputation Of(NasBench201Cell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new CellComputationBuilder(edge => cell.Operations.AsSpan().Slice(edge, 1)).Build();
    }

    /// <summary>The computation of a supernet, in which every edge carries the mean of its operations.</summary>
    public static CellComputation Of(NasBench201Supernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return new CellComputationBuilder(edge => supernet.Operations[edge].AsSpan()).Build();
    }

    /// <inheritdoc/>
    public bool Equals(CellComputation? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CellComputation);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The <see cref="Key"/>.</summary>
    public override string ToString() => Key;
}
