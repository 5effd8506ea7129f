namespace Tegula.Cli.Output;

/// <summary>The JSON document of <c>slurm status</c>.</summary>
/// <param name="Folder">Folder of the scripts and logs.</param>
/// <param name="Arrays">The job arrays asked for, the oldest first.</param>
internal sealed record SlurmStatusReport(string Folder, IReadOnlyList<SlurmArrayJson> Arrays);
