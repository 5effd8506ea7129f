namespace Tegula.Studies.Slurm;

/// <summary>What a worker wrote since it was looked at last.</summary>
/// <param name="Job">Number of the job array.</param>
/// <param name="Task">Number of the worker within it.</param>
/// <param name="File">Full path of the log.</param>
/// <param name="Text">What is new; may be empty.</param>
public sealed record SlurmLogPart(string Job, int Task, string File, string Text);
