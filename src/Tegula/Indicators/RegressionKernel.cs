namespace Tegula.Indicators;

/// <summary>Which weights the kernel of <see cref="KernelRegression"/> sums over.</summary>
public enum RegressionKernel
{
    /// <summary>All parameters of the cells and of the residual blocks between them, as published code does.</summary>
    Cells,

    /// <summary>The classifier's weights, as the paper's text says; of low rank at this width, so that the ridge decides much.</summary>
    LastLayer,

    /// <summary>All parameters.</summary>
    All,
}
