namespace Tegula.Analysis;

/// <summary>The architectures of one effective depth and one effective width.</summary>
/// <param name="Depth">Effective depth, above 0.</param>
/// <param name="Width">Effective width, above 0.</param>
/// <param name="Accuracy">Mean and spread of their accuracies in percent, and how many there are.</param>
public sealed record DepthWidthGroup(double Depth, double Width, MeanAndDeviation Accuracy);
