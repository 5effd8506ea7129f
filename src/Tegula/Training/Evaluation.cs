namespace Tegula.Training;

/// <summary>How well a network does on images that it was not trained on.</summary>
/// <param name="Loss">Mean over the images, without label smoothing; from 0, lower is better.</param>
/// <param name="Accuracy">Images classified rightly, in percent; from 0 to 100, higher is better.</param>
public readonly record struct Evaluation(double Loss, double Accuracy);
