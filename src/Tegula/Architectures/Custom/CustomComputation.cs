using System.Collections.Immutable;
using Tegula.Architectures.Custom.Internals;

namespace Tegula.Architectures.Custom;

/// <summary>
/// What a cell or supernet of an own space really computes, in a canonical numbering, as <see cref="CellComputation"/> says it of NAS-Bench-201: cut edges,
/// operations that read only zeros and operations that nothing reads are gone, the identity is replaced by what it carries, sums are flat and unordered, and an
/// operation without parameters is done once on one value.
/// </summary>
/// <remarks>
/// Equal keys are the same computation up to the naming of weights. The reverse holds as well unless a cell has so many operations that could be exchanged
/// that not all orders are tried (1,000), or sums of more than 64 terms, which are kept as values of their own. Immutable; equal by <see cref="Key"/>.
/// </remarks>
public sealed class CustomComputation : IEquatable<CustomComputation>
{
    internal CustomComputation(
        CustomSpaceDefinition definition,
        ImmutableArray<CustomStep> operations,
        ImmutableArray<ImmutableArray<CellTerm>> values,
        ImmutableArray<int> outputs,
        string key)
    {
        Definition = definition;
        Operations = operations;
        Values = values;
        Outputs = outputs;
        Key = key;
    }

    /// <summary>The space.</summary>
    public CustomSpaceDefinition Definition { get; }

    /// <summary>The live operations; one comes after all that its source's terms name.</summary>
    public ImmutableArray<CustomStep> Operations { get; }

    /// <summary>The sums that are read: ascending lists of terms, repeats kept. The first is the cell input, [0].</summary>
    public ImmutableArray<ImmutableArray<CellTerm>> Values { get; }

    /// <summary>
    /// Indices into <see cref="Values"/>: the one that the cell hands on, or those whose channels it puts side by side, inner nodes of zeros left out; empty
    /// where the output does not depend on the input.
    /// </summary>
    public ImmutableArray<int> Outputs { get; }

    /// <summary>The computation as text: the operations with the terms they sum, then the terms of the outputs.</summary>
    public string Key { get; }

    /// <summary>False when the output is the same whatever the input.</summary>
    public bool DependsOnInput => !Outputs.IsEmpty;

    /// <summary>True when at least one live operation has weights, or the output is projected.</summary>
    public bool HasWeights => DependsOnInput
        && (Definition.Cell.Output == CellOutput.Concatenate
            || Operations.Any(step => !step.IsSum && Definition.ResolvedOperations[step.Operation].HasWeights));

    /// <summary>The computation of a cell.</summary>
    public static CustomComputation Of(CustomCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new CustomComputationBuilder(cell.Definition, edge => cell.Operations.AsSpan().Slice(edge, 1)).Build();
    }

    /// <summary>The computation of a supernet, in which every edge carries the mean of its operations.</summary>
    public static CustomComputation Of(CustomSupernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return new CustomComputationBuilder(supernet.Definition, edge => supernet.Operations[edge].AsSpan()).Build();
    }

    /// <inheritdoc/>
    public bool Equals(CustomComputation? other) => other is not null && Key == other.Key && Definition.Equals(other.Definition);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CustomComputation);

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>The <see cref="Key"/>.</summary>
    public override string ToString() => Key;
}
