namespace Tegula.Isometry;

/// <summary>Singular values of random matrices of one size.</summary>
/// <param name="Rows">H.</param>
/// <param name="Columns">W.</param>
/// <param name="MeanSingularValue">Mean over all singular values of all matrices.</param>
/// <param name="Deviation">Standard deviation between the matrices of their mean singular value; 0 where there is one matrix.</param>
/// <param name="MeanSquare">Mean of the squared singular values.</param>
/// <param name="ExpectedSquare">What it is on average, q H where H is at least W (Eq. 12).</param>
/// <param name="Bounds">The bounds of Proposition 2 for w = W and m = 2 (H - W).</param>
public sealed record SimulatedMatrix(
    int Rows, int Columns, double MeanSingularValue, double Deviation, double MeanSquare, double ExpectedSquare, IsometryBounds Bounds)
{
    /// <summary>m = 2 (H - W): the NN-Mass that gives layers of this size.</summary>
    public int NnMass => 2 * (Rows - Columns);

    /// <summary>Whether the mean singular value lies within the bounds.</summary>
    public bool HoldsBounds => MeanSingularValue >= Bounds.Lower && MeanSingularValue <= Bounds.Upper;
}
