using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Tegula.Cli.Errors;
using Tegula.Indicators;
using Tegula.Studies;

namespace Tegula.Cli.Options;

/// <summary>Which evaluations are listed: <c>--where 'kappa&lt;200'</c>, <c>--contains</c>, <c>--order</c>, <c>--limit</c>, <c>--offset</c>.</summary>
internal sealed partial class EvaluationFilter
{
    /// <summary>What evaluations are ordered by beside indicators.</summary>
    private const string Seconds = "seconds";

    private const int DefaultLimit = 100;

    private readonly Option<string[]> _where = new("--where")
    {
        Description = "With --evaluations: only those whose indicator is so, as in 'kappa<200'; <, <=, >, >= or =; may be given several times",
        HelpName = "INDICATOR<NUMBER",
    };

    private readonly Option<string?> _contains = new("--contains")
    {
        Description = "With --evaluations: only architectures that contain a text",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _order = new("--order")
    {
        Description = "With --evaluations: order by an indicator or by seconds, smallest first (default: order of storing)",
        HelpName = "INDICATOR|seconds[:desc]",
    };

    private readonly Option<int?> _limit = Limits.AtLeast(1, "--limit", $"With --evaluations: most rows (default {DefaultLimit})");
    private readonly Option<int?> _offset = Limits.AtLeast(0, "--offset", "With --evaluations: rows to leave out at the beginning");

    /// <summary>Adds the options to a command.</summary>
    public EvaluationFilter AddTo(Command command)
    {
        foreach (var option in new Option[] { _where, _contains, _order, _limit, _offset })
            command.Add(option);
        return this;
    }

    /// <summary>The first of the options that is given; null when none is.</summary>
    public string? FirstGiven(ParseResult result) =>
        new Option[] { _where, _contains, _order, _limit, _offset }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>Reads them.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="study">Name of the study; null for all evaluations of the store.</param>
    /// <exception cref="UsageException">A condition or an order is none.</exception>
    public EvaluationQuery Read(ParseResult result, string? study)
    {
        var order = result.GetValue(_order)?.Split(':');
        if (order is not (null or [_] or [_, "asc" or "desc"]))
        {
            throw new UsageException(
                $"--order '{result.GetValue(_order)}' is no order; write an indicator or {Seconds}, and :desc for the largest first, as in kappa:desc");
        }

        return new()
        {
            Study = study,
            Ranges = [.. (result.GetValue(_where) ?? []).Select(RangeOf)],
            Contains = result.GetValue(_contains),
            OrderBy = order is null ? null : Known("--order", order[0], [.. Indicators(), Seconds]),
            Descending = order is [_, "desc"],
            Limit = result.GetValue(_limit) ?? DefaultLimit,
            Offset = result.GetValue(_offset) ?? 0,
        };
    }

    /// <summary>The range that a condition describes; strict bounds end at the neighbouring number.</summary>
    /// <exception cref="UsageException">It is no condition.</exception>
    internal static IndicatorRange RangeOf(string text)
    {
        var match = Condition().Match(text);
        if (!double.TryParse(match.Groups["number"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw new UsageException($"--where '{text}' is no condition; write an indicator, one of < <= > >= =, and a number, as in 'kappa<200'");
        var id = Known("--where", match.Groups["indicator"].Value, Indicators());
        return match.Groups["relation"].Value switch
        {
            "<" => new(id, null, double.BitDecrement(number)),
            "<=" => new(id, null, number),
            ">" => new(id, double.BitIncrement(number), null),
            ">=" => new(id, number, null),
            _ => new(id, number, number),
        };
    }

    private static string[] Indicators() => [.. IndicatorRegistry.All.Select(indicator => indicator.Id)];

    private static string Known(string option, string word, string[] known) => known.Contains(word)
        ? word
        : throw new UsageException($"{option}: there is no indicator '{word}'{Suggestion.For(word, known)}; known are {string.Join(", ", known)}");

    [GeneratedRegex(@"^\s*(?<indicator>[^<>=\s]+)\s*(?<relation><=|>=|<|>|=)\s*(?<number>[^<>=\s]+)\s*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Condition();
}
