namespace Tegula.Training;

/// <summary>What one epoch of training saw, under batch statistics and while the weights were changing.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean cross entropy over the epoch's images.</param>
/// <param name="Accuracy">Images classified rightly, in percent.</param>
/// <param name="Seconds">Time that the epoch took.</param>
public sealed record EpochResult(int Epoch, double Loss, double Accuracy, double Seconds);
