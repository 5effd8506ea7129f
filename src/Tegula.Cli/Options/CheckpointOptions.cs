using System.CommandLine;
using Tegula.Cli.Errors;
using Tegula.Training;

namespace Tegula.Cli.Options;

/// <summary>Where a training is saved, how often, and whether it goes on from there.</summary>
internal sealed class CheckpointOptions
{
    private readonly SvgOption _file = new(
        "--checkpoint",
        "Save the training here after every epoch; Ctrl-C and a crash leave what is needed to go on; what --study holds is used only beside the "
            + "finished file",
        "net.tgc");

    private readonly Option<int?> _every = Limits.AtLeast(1, "--checkpoint-every", "Save every so many steps instead", "STEPS");
    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on from the checkpoint, where there is one; the end is the same to the last bit",
    };

    /// <summary>Adds the options to a command.</summary>
    public CheckpointOptions AddTo(Command command)
    {
        _file.AddTo(command);
        command.Add(_every);
        command.Add(_resume);
        return this;
    }

    /// <summary>Reads them, before the command begins its work.</summary>
    /// <returns>The file, null for none; steps between saves, null for whole epochs; whether to go on from the file.</returns>
    /// <exception cref="UsageException">An option needs another, or the file would be overwritten.</exception>
    public (string? File, int? Steps, bool Resumes) Read(ParseResult result)
    {
        var file = _file.Read(result);
        var resumes = result.GetValue(_resume);
        if (file is null && (resumes || result.GetValue(_every) is not null))
            throw new UsageException($"{(resumes ? "--resume" : "--checkpoint-every")} needs the checkpoint's file; add --checkpoint FILE");
        if (File.Exists(file) && !resumes)
            throw new UsageException($"--checkpoint '{file}' is there already; add --resume to go on from it, or name another file");
        return (file, result.GetValue(_every), resumes && File.Exists(file));
    }

    /// <summary>The state to go on from.</summary>
    /// <exception cref="CheckpointException">The file is no whole checkpoint, or that of another training.</exception>
    public static TrainingState Open(string file, TrainingSetup setup)
    {
        var checkpoint = Checkpoint.Read(file);
        checkpoint.RequireSetup(setup, file);
        return checkpoint.State;
    }
}
