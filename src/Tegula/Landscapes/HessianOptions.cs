namespace Tegula.Landscapes;

/// <summary>How far the eigenvalues of a Hessian are followed.</summary>
public sealed record HessianOptions
{
    /// <summary>Most products of the Hessian with a vector, at least 2; each keeps a vector of the length of the weights, in double.</summary>
    public int MaxProducts
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentException($"MaxProducts is {value}, expected at least 2");
    } = 100;

    /// <summary>Residual of the largest eigenvalue, as a share of it, at which the search ends; above 0. Single precision cannot go far below 1e-5.</summary>
    public double Tolerance
    {
        get;
        init => field = value > 0 && double.IsFinite(value) ? value : throw new ArgumentException($"Tolerance is {value}, expected a number above 0");
    } = 1e-3;
}
