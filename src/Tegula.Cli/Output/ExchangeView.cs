using Spectre.Console;
using Tegula.Studies.Exchange;

namespace Tegula.Cli.Output;

/// <summary>What exports and imports say to people.</summary>
internal static class ExchangeView
{
    /// <summary>Prints what an import did.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="store">The store.</param>
    /// <param name="counts">What was added, and what was there.</param>
    public static void Write(IAnsiConsole console, string store, ImportCounts counts)
    {
        console.WriteLine($"  added to {PlainText.Line(store)}: {Text(counts.Added)}");
        console.WriteLine($"  there already: {Text(counts.Present)}");
    }

    /// <summary>Counts in words: <c>1 study, 10 steps, 8 evaluations</c>; what is not there is left out.</summary>
    public static string Text(ExchangeCounts counts)
    {
        string?[] parts =
        [
            Part(counts.Studies, "study", "studies"),
            Part(counts.Steps, "step", "steps"),
            Part(counts.Evaluations, "evaluation", "evaluations"),
            Part(counts.Results, "recorded result", "recorded results"),
        ];
        var there = parts.Where(part => part is not null).ToList();
        return there.Count == 0 ? "nothing" : string.Join(", ", there);
    }

    private static string? Part(long count, string one, string several) => count == 0 ? null : $"{count} {(count == 1 ? one : several)}";
}
