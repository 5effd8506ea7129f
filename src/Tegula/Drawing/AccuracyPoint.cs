namespace Tegula.Drawing;

/// <summary>Architectures of equal effective depth and width with their accuracies.</summary>
/// <param name="Depth">Effective depth, finite.</param>
/// <param name="Width">Effective width, finite.</param>
/// <param name="Accuracy">Mean accuracy in percent, finite.</param>
/// <param name="Sd">Its standard deviation, at least 0.</param>
/// <param name="Count">How many architectures, at least 1.</param>
public readonly record struct AccuracyPoint(double Depth, double Width, double Accuracy, double Sd, int Count);
