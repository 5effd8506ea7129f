namespace Tegula.Landscapes;

/// <summary>One quantity of a weight matrix in the widest cell and in the narrowest, and what a theorem bounds the latter by.</summary>
/// <param name="Widest">In the widest cell.</param>
/// <param name="Narrowest">In the narrowest cell with the proof's premise that the objective has the same gradients by the nodes as in the widest cell.</param>
/// <param name="OwnNarrowest">In the narrowest cell with the gradients that it has itself.</param>
/// <param name="Bound">The right side of the theorem.</param>
public sealed record BlockComparison(double Widest, double Narrowest, double OwnNarrowest, double Bound)
{
    // Both sides are exact but for the rounding of sums of a few thousand products.
    private const double Rounding = 1e-9;

    /// <summary>Whether the theorem's inequality holds under its premise.</summary>
    public bool Holds => Narrowest <= Bound * (1 + Rounding);

    /// <summary>Whether it holds for the cell's own gradients, of which the theorem does not speak.</summary>
    public bool HoldsWithoutPremise => OwnNarrowest <= Bound * (1 + Rounding);
}
