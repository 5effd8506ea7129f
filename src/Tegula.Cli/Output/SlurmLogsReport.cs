namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>slurm logs</c>.</summary>
/// <param name="Job">Number of the job array.</param>
/// <param name="Logs">Log of each worker asked for that has begun.</param>
internal sealed record SlurmLogsReport(string Job, IReadOnlyList<SlurmLogJson> Logs);
