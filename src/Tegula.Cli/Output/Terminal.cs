using Spectre.Console;

namespace Tegula.Cli.Output;

/// <summary>Standard output for people.</summary>
internal static class Terminal
{
    /// <summary>A console on standard output; colours only on a terminal that has them, and never with <c>--no-color</c>.</summary>
    public static IAnsiConsole Create(OutputMode mode)
    {
        var plain = mode.NoColor || Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });

        // An arch string is longer than most terminals are wide and must stay in one piece to be copied.
        console.Profile.Width = int.MaxValue / 2;
        return console;
    }
}
