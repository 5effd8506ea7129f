namespace Tegula.Training;

/// <summary>Where a training stands after a step.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">How many there will be, without an early stop.</param>
/// <param name="Step">From 1, in its epoch.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Loss">Mean loss of the epoch so far.</param>
/// <param name="Accuracy">Images of the epoch so far that were classified rightly, in percent.</param>
/// <param name="Remaining">Time left if every step takes as long as those before, without an early stop.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, double Accuracy, TimeSpan Remaining);
