using System.CommandLine;
using System.Text.RegularExpressions;
using Tegula.Dashboard.Figures;

namespace Tegula.Cli.Reports;

/// <summary>The command line as it is typed in a shell, fit to be handed on.</summary>
internal static partial class TypedCommand
{
    /// <summary>The command; a database's password is left out.</summary>
    public static string Of(ParseResult result) => Of(result.Tokens.Select(token => token.Value));

    /// <summary>The command of these words, without the program's name.</summary>
    public static string Of(IEnumerable<string> words) => ShellText.Join(words.Select(Discreet).Prepend("tegula"));

    private static string Discreet(string word) => InQuery().Replace(InUser().Replace(word, "${user}@"), "${name}=...");

    [GeneratedRegex("(?<user>postgres(?:ql)?://[^:/@]*):.*@", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex InUser();

    [GeneratedRegex("(?<=[?&])(?<name>password)=[^&]*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex InQuery();
}
