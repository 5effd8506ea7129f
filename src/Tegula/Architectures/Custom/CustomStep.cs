namespace Tegula.Architectures.Custom;

/// <summary>One live operation of a <see cref="CustomComputation"/>.</summary>
/// <param name="Operation">Index into <see cref="CustomSpaceDefinition.Operations"/>; <see cref="Sum"/> for a sum that is kept as a value of its own.</param>
/// <param name="Source">Index into <see cref="CustomComputation.Values"/> of the value it reads.</param>
public readonly record struct CustomStep(int Operation, int Source)
{
    /// <summary>Stands for a long sum, which is not written out wherever it is read.</summary>
    public const int Sum = -1;

    /// <summary>True for a sum that is kept as a value of its own.</summary>
    public bool IsSum => Operation == Sum;
}
