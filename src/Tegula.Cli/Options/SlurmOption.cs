using System.CommandLine;
using Tegula.Studies;
using Tegula.Studies.Slurm;

namespace Tegula.Cli.Options;

/// <summary><c>--slurm</c>: lets Slurm place workers.</summary>
internal static class SlurmOption
{
    /// <summary>The option; its value is null when it is not given.</summary>
    public static Option<SlurmOptions?> Create() => new("--slurm")
    {
        Description = $"Let Slurm place the workers: {SlurmOptions.Syntax}",
        HelpName = "partition=main,nodes=2,cpus=4,...",
        CustomParser = result =>
        {
            try
            {
                return SlurmOptions.Parse(result.Tokens[0].Value);
            }
            catch (StudyException exception)
            {
                result.AddError(exception.Message);
                return null;
            }
        },
    };

    /// <summary>Where scripts, logs and the record of each job array go.</summary>
    public static Option<string> Folder(string name = "--folder") => new(name)
    {
        Description = "Folder of the job arrays' scripts and logs; every node must see it under the same path",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => SlurmFolder.DefaultPath,
    };
}
