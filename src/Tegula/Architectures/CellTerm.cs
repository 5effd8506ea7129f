namespace Tegula.Architectures;

/// <summary>One summand of a value of a <see cref="CellComputation"/>.</summary>
/// <param name="Operation">0 for the cell input, k >= 1 for the output of <c>Operations[k - 1]</c>.</param>
/// <param name="Divisor">What it is divided by, at least 1. Always 1 in a cell; in a supernet the product of the sizes of the means it passes through.</param>
public readonly record struct CellTerm(int Operation, int Divisor = 1) : IComparable<CellTerm>
{
    /// <summary>True when the first term comes before the second.</summary>
    public static bool operator <(CellTerm left, CellTerm right) => left.CompareTo(right) < 0;

    /// <summary>True when the first term comes after the second.</summary>
    public static bool operator >(CellTerm left, CellTerm right) => left.CompareTo(right) > 0;

    /// <summary>True unless the first term comes after the second.</summary>
    public static bool operator <=(CellTerm left, CellTerm right) => left.CompareTo(right) <= 0;

    /// <summary>True unless the first term comes before the second.</summary>
    public static bool operator >=(CellTerm left, CellTerm right) => left.CompareTo(right) >= 0;

    /// <summary>Orders by divisor and then by operation.</summary>
    public int CompareTo(CellTerm other) => Divisor != other.Divisor ? Divisor.CompareTo(other.Divisor) : Operation.CompareTo(other.Operation);

    /// <summary>The term as a key shows it: <c>2</c>, or <c>2/5</c> with a divisor.</summary>
    public override string ToString() => Divisor == 1 ? $"{Operation}" : $"{Operation}/{Divisor}";
}
