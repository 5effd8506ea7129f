using System.CommandLine;
using Tegula.Cli.Output;
using Tegula.Studies;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Options;

/// <summary>Who measures what a study asks for: this process, or workers that are started by hand (<c>--queue</c>) or by Slurm (<c>--slurm</c>).</summary>
internal sealed class MeasuringOptions
{
    private readonly Option<SlurmOptions?> _slurm = SlurmOption.Create();
    private readonly Option<string> _folder = SlurmOption.Folder("--slurm-folder");
    private readonly Option<bool> _queue = new("--queue")
    {
        Description = "Measure nothing here: leave it to 'tegula worker' processes that take it from the study",
    };

    /// <summary>Adds the options to a command.</summary>
    public MeasuringOptions AddTo(Command command)
    {
        foreach (var option in new Option[] { _queue, _slurm, _folder })
            command.Add(option);
        return this;
    }

    /// <summary>Whether all is left to workers.</summary>
    public bool UsesWorkers(ParseResult result) => result.GetValue(_queue) || result.GetValue(_slurm) is not null;

    /// <summary>Refuses, before the study is opened or made, what Slurm could not serve.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="location">Location of the study as the user wrote it.</param>
    /// <exception cref="StudyException">The study is a file, or Slurm could not write to the folder of that name.</exception>
    public void Check(ParseResult result, string location)
    {
        if (result.GetValue(_slurm) is not null)
            SlurmWorkers.Check(location, result.GetRequiredValue(_folder));
    }

    /// <summary>Who measures.</summary>
    public StudyScoringOptions Scoring(ParseResult result) => new() { UsesQueue = UsesWorkers(result) };

    /// <summary>Has Slurm place the workers; null where it was not asked to.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="location">Location of the study as the user wrote it.</param>
    /// <param name="name">Name of the study.</param>
    /// <param name="outstanding">Most measurements that are asked for at a time.</param>
    /// <param name="mode">Whether to say on standard error how the workers are.</param>
    /// <exception cref="StudyException">The study is a file, or there is no Slurm here, or it refuses.</exception>
    public SlurmWorkers? Place(ParseResult result, string location, string name, int outstanding, OutputMode mode)
    {
        if (result.GetValue(_slurm) is not { } slurm)
            return null;
        if (slurm.Workers > outstanding)
        {
            Say($"{outstanding} measurements are asked for at a time, so that of {slurm.Workers} workers no more than {outstanding} have work; "
                + $"--outstanding {2 * slurm.Workers} keeps all of them busy, and is part of what is searched");
        }

        return SlurmWorkers.Start(slurm, location, name, result.GetRequiredValue(_folder), Say);

        void Say(string line)
        {
            if (!mode.Quiet)
                Console.Error.WriteLine(line);
        }
    }
}
