using System.CommandLine;
using System.CommandLine.Parsing;
using Tegula.Cli.Errors;
using Tegula.Training;

namespace Tegula.Cli.Options;

/// <summary><c>--weights FILE</c>: a checkpoint in the place of an architecture and a training.</summary>
internal sealed class WeightsOption
{
    private readonly Option<string?> _file = new("--weights") { Description = "Look at what 'tegula train --checkpoint FILE' saved instead of training first", HelpName = "FILE" };
    private readonly HashSet<string> _ofTraining = [];

    /// <summary>Adds the option to a command, behind all that belong to a training and before the command's own.</summary>
    /// <param name="command">The command.</param>
    /// <param name="alsoWithWeights">Names of the options so far that have a meaning beside a checkpoint.</param>
    public WeightsOption AddTo(Command command, params IReadOnlyList<string> alsoWithWeights)
    {
        _ofTraining.UnionWith(command.Options.Select(option => option.Name).Except(alsoWithWeights));
        command.Add(_file);
        return this;
    }

    /// <summary>Reads the checkpoint; null where a network is trained first.</summary>
    /// <exception cref="UsageException">Something is given that the checkpoint says already, or there is no such file.</exception>
    /// <exception cref="CheckpointException">The file is no whole checkpoint.</exception>
    public Checkpoint? Read(ParseResult result)
    {
        if (result.GetValue(_file) is not { } file)
            return null;
        if (result.CommandResult.Children.OfType<ArgumentResult>().Any(argument => argument.Tokens.Count > 0))
            throw new UsageException("--weights knows its architecture; leave the architecture out");
        var needless = result.CommandResult.Children.OfType<OptionResult>().FirstOrDefault(option => !option.Implicit && _ofTraining.Contains(option.Option.Name));
        if (needless is not null)
            throw new UsageException($"{needless.Option.Name} belongs to a training, and --weights is the end of one; leave one of them out");
        return File.Exists(file) ? Checkpoint.Read(file) : throw new UsageException($"--weights '{file}' does not exist; name a file that 'tegula train --checkpoint' wrote");
    }
}
