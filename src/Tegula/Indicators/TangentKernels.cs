namespace Tegula.Indicators;

/// <summary>Tangent kernels of one random initialisation.</summary>
/// <param name="Train">All weights without biases and shifts, training against training samples; N x N. Null when not asked for.</param>
/// <param name="RegressionTrain">The regression's weights, training against training samples; N x N. Null when not asked for.</param>
/// <param name="RegressionCross">The regression's weights, held-out against training samples; M x N. Null when not asked for.</param>
internal sealed record TangentKernels(double[,]? Train, double[,]? RegressionTrain, double[,]? RegressionCross);
