namespace Tegula.Benchmarks;

/// <summary>What some steps of training took on the clock and of the processor, the loss of the last, and the peak of the process's memory so far.</summary>
internal sealed record TrainingTime(double Seconds, double ProcessorSeconds, double Loss, double Mebibytes);
