using System.CommandLine;
using System.CommandLine.Parsing;

namespace Tegula.Cli.Errors;

/// <summary>Says in one line what is wrong with a command line; the first thing wrong is enough.</summary>
internal static class ParseErrors
{
    /// <summary>The first error, or null when the command line can be run.</summary>
    public static string? FirstOf(ParseResult result)
    {
        var command = result.CommandResult;
        if (result.UnmatchedTokens.Concat(ArgumentsOf(command)).FirstOrDefault(LooksLikeOption) is { } option)
            return $"unknown option '{option}'{Suggestion.For(option, OptionNames(command))}; '{Path(command)} --help' lists the options";
        if (result.UnmatchedTokens.Count > 0)
            return Unexpected(result.UnmatchedTokens[0], command);
        if (result.Errors.Count == 0)
            return null;
        return result.Errors[0].SymbolResult switch
        {
            CommandResult { Command.Subcommands.Count: > 0 } group => $"a command is missing after '{Path(group)}'; {Available(group.Command)}",
            OptionResult { Tokens.Count: 0 } bare => $"option '{bare.Option.Name}' needs a value",
            OptionResult many when many.IdentifierTokenCount > 1 && !many.Option.AllowMultipleArgumentsPerToken =>
                $"option '{many.Option.Name}' is given {many.IdentifierTokenCount} times; give it once",
            _ => result.Errors[0].Message,
        };
    }

    private static string Unexpected(string word, CommandResult command) => command.Command.Subcommands.Count > 0
        ? $"unknown command '{word}'{Suggestion.For(word, command.Command.Subcommands.Select(sub => sub.Name))}; {Available(command.Command)}"
        : $"unexpected '{word}' after '{Path(command)}'; '{Path(command)} --help' shows what belongs there";

    private static string Available(Command command) => $"available are {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}";

    private static bool LooksLikeOption(string token) => token.Length > 1 && token[0] == '-';

    private static IEnumerable<string> ArgumentsOf(CommandResult command) =>
        command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);

    private static IEnumerable<string> OptionNames(CommandResult command) =>
        Upwards(command).SelectMany(level => level.Command.Options).Select(option => option.Name);

    private static string Path(CommandResult command) =>
        string.Join(' ', Upwards(command).Reverse().Select(level => level.Command is RootCommand ? "tegula" : level.Command.Name));

    private static IEnumerable<CommandResult> Upwards(CommandResult? command)
    {
        for (; command is not null; command = command.Parent as CommandResult)
            yield return command;
    }
}
