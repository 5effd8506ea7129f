namespace Tegula.Benchmarks;

/// <summary>What some steps of training took, the loss of the last, and the peak of the process's memory so far.</summary>
internal sealed record TrainingTime(double Seconds, double Loss, double Mebibytes);
