using Tegula.Studies.Slurm;

namespace Tegula.Cli.Output;

/// <summary>The log of a worker in JSON.</summary>
/// <param name="Task">Its number within the array.</param>
/// <param name="File">The log.</param>
/// <param name="Text">What is in it.</param>
internal sealed record SlurmLogJson(int Task, string File, string Text)
{
    /// <summary>A part of a log.</summary>
    public static SlurmLogJson Of(SlurmLogPart part) => new(part.Task, part.File, part.Text);
}
