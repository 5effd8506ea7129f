namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>slurm cancel</c>.</summary>
/// <param name="Cancelled">Numbers of the job arrays that were cancelled; empty when they had ended before.</param>
internal sealed record SlurmCancelReport(IReadOnlyList<string> Cancelled);
