using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Options;

/// <summary>Which of the job arrays in a folder a command is about: <c>--job</c>, <c>--study</c>, <c>--name</c>, <c>--folder</c>.</summary>
internal sealed class SlurmArrayOptions
{
    private readonly Option<string?> _job = new("--job") { Description = "Number of the job array", HelpName = "ID" };
    private readonly Option<string?> _study = new("--study") { Description = "Only arrays of this database", HelpName = "postgres://..." };
    private readonly Option<string?> _name = new("--name") { Description = "Only arrays of the study with this name", HelpName = "NAME" };
    private readonly Option<string> _folder = SlurmOption.Folder();

    /// <summary>Adds the options to a command.</summary>
    public SlurmArrayOptions AddTo(Command command)
    {
        command.Add(_job);
        command.Add(_study);
        command.Add(_name);
        command.Add(_folder);
        return this;
    }

    /// <summary>The arrays asked for, the oldest first, at least one.</summary>
    /// <exception cref="UsageException">The number is none.</exception>
    /// <exception cref="Studies.StudyException">There is no such array, or the folder cannot be read.</exception>
    public IReadOnlyList<SlurmJobArray> Read(ParseResult result)
    {
        var job = result.GetValue(_job);
        if (job is not null && (job.Length == 0 || !job.All(char.IsAsciiDigit)))
            throw new UsageException($"--job must be the number of a job array, such as 1234, not '{job}'");
        var folder = new SlurmFolder(result.GetValue(_folder)!);
        var client = new SlurmClient();
        return [.. folder.Find(job, result.GetValue(_study), result.GetValue(_name)).Select(array => new SlurmJobArray(client, folder, array))];
    }
}
