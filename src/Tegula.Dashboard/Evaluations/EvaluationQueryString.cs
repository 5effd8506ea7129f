using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Tegula.Dashboard.Snapshots;
using Tegula.Studies;

namespace Tegula.Dashboard.Evaluations;

/// <summary>
/// What an address asks of the table of evaluations: <c>sort</c>, <c>descending</c>, <c>contains</c>, <c>measured</c>, <c>min-ID</c> and <c>max-ID</c> of each
/// indicator, <c>page</c>, <c>size</c>. What makes no sense is left aside and said beside its field.
/// </summary>
public sealed record EvaluationQueryString
{
    /// <summary>Rows of a page where nothing else is asked for.</summary>
    public const int UsualSize = 50;

    /// <summary>Columns to sort by beside the indicators.</summary>
    public const string Step = "step", Architecture = "architecture", Rank = "rank", Seconds = "seconds", Time = "time";

    // More letters than any architecture has.
    private const int LongestText = 1_000;

    private static readonly string[] Fields = ["sort", "descending", "contains", "measured", "page", "size", "from"];

    /// <summary>Rows that a page may have.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100, 500];

    /// <summary>Column to sort by: one of those above, or the id of an indicator.</summary>
    public required string Sort { get; init; }

    /// <summary>Largest first.</summary>
    public bool Descending { get; init; }

    /// <summary>Only those whose architecture or canonical form has this text, in capitals or not; empty for all.</summary>
    public string Contains { get; init; } = "";

    /// <summary>True for those measured with every indicator, false for the others, null for all.</summary>
    public bool? IsMeasured { get; init; }

    /// <summary>Bounds, each of another indicator of the study.</summary>
    public IReadOnlyList<IndicatorRange> Ranges { get; init; } = [];

    /// <summary>Page asked for, at least 1; it may lie behind the last.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Rows of a page, one of <see cref="Sizes"/>.</summary>
    public int Size { get; init; } = UsualSize;

    /// <summary>Field to what is wrong with it, in one line.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>Field to the text that was typed into it, right or wrong.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether anything is left out of the table.</summary>
    public bool IsFiltered => Contains.Length > 0 || IsMeasured is not null || Ranges.Count > 0;

    /// <summary>The column where nothing else is asked for: the best first, or without an objective the first.</summary>
    public static string UsualSort(StudySnapshot snapshot) => snapshot.Course.Objective is null ? Step : Rank;

    /// <summary>The columns that the table can be sorted by.</summary>
    public static IReadOnlyList<string> Columns(StudySnapshot snapshot) =>
    [
        Step, Architecture, .. snapshot.Course.Columns.Select(column => column.Indicator),
        .. snapshot.Course.Objective is null ? [] : (string[])[Rank], Seconds, Time,
    ];

    /// <summary>Reads an address.</summary>
    /// <param name="query">Its query; fields that are none of the table's are left to others.</param>
    /// <param name="snapshot">The study.</param>
    public static EvaluationQueryString Parse(IEnumerable<KeyValuePair<string, StringValues>> query, StudySnapshot snapshot)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (name, values) in query)
        {
            if (Fields.Contains(name) || name.StartsWith("min-", StringComparison.Ordinal) || name.StartsWith("max-", StringComparison.Ordinal))
                texts[name] = Short(values.LastOrDefault() ?? "");
        }

        var errors = new Dictionary<string, string>();
        return new()
        {
            Sort = SortOf(texts, snapshot, errors),
            Descending = TruthOf(texts, "descending", errors) ?? false,
            Contains = texts.GetValueOrDefault("contains", ""),
            IsMeasured = TruthOf(texts, "measured", errors),
            Ranges = RangesOf(texts, snapshot, errors),
            Page = WholeOf(texts, "page", errors) ?? 1,
            Size = SizeOf(texts, errors),
            Errors = errors,
            Typed = texts,
        };
    }

    /// <summary>The fields that stand in an address, those left out that say what is usual.</summary>
    /// <param name="usualSort">The column that need not be named.</param>
    public IEnumerable<(string Name, string Value)> Parts(string usualSort)
    {
        if (Sort != usualSort || Descending)
            yield return ("sort", Sort);
        if (Descending)
            yield return ("descending", "true");
        if (Contains.Length > 0)
            yield return ("contains", Contains);
        if (IsMeasured is { } isMeasured)
            yield return ("measured", isMeasured ? "true" : "false");
        foreach (var range in Ranges)
        {
            if (range.Low is { } low)
                yield return ($"min-{range.Indicator}", Text(low));
            if (range.High is { } high)
                yield return ($"max-{range.Indicator}", Text(high));
        }

        if (Size != UsualSize)
            yield return ("size", Text(Size));
        if (Page != 1)
            yield return ("page", Text(Page));
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length <= LongestText ? text.Trim() : text[..LongestText];

    private static string SortOf(Dictionary<string, string> texts, StudySnapshot snapshot, Dictionary<string, string> errors)
    {
        if (!texts.TryGetValue("sort", out var sort) || sort.Length == 0)
            return UsualSort(snapshot);
        var columns = Columns(snapshot);
        if (columns.Contains(sort))
            return sort;
        errors["sort"] = $"There is no column '{sort}': sort by {string.Join(", ", columns)}.";
        return UsualSort(snapshot);
    }

    private static bool? TruthOf(Dictionary<string, string> texts, string field, Dictionary<string, string> errors)
    {
        if (!texts.TryGetValue(field, out var text) || text.Length == 0)
            return null;
        if (text is "true" or "false")
            return text == "true";
        errors[field] = $"'{text}' is neither true nor false.";
        return null;
    }

    private static int? WholeOf(Dictionary<string, string> texts, string field, Dictionary<string, string> errors)
    {
        if (!texts.TryGetValue(field, out var text) || text.Length == 0)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
            return number;
        errors[field] = $"'{text}' is no number of a {field}: use a whole number from 1 on.";
        return null;
    }

    private static int SizeOf(Dictionary<string, string> texts, Dictionary<string, string> errors)
    {
        if (WholeOf(texts, "size", errors) is not { } size)
            return UsualSize;
        if (Sizes.Contains(size))
            return size;
        errors["size"] = $"A page has {string.Join(", ", Sizes)} rows, not {size}.";
        return UsualSize;
    }

    private static List<IndicatorRange> RangesOf(Dictionary<string, string> texts, StudySnapshot snapshot, Dictionary<string, string> errors)
    {
        foreach (var field in texts.Keys.Where(field => field[3..] is ['-', .. var id] && IsBound(field) && snapshot.Course.Column(id) is null))
            errors[field] = $"There is no indicator '{field[4..]}' in this study.";
        var ranges = new List<IndicatorRange>();
        foreach (var indicator in snapshot.Course.Columns.Select(column => column.Indicator))
        {
            var (low, high) = (NumberOf(texts, $"min-{indicator}", errors), NumberOf(texts, $"max-{indicator}", errors));
            if (low > high)
                errors[$"max-{indicator}"] = $"No value is at least {Text(low.Value)} and at most {Text(high.Value)}.";
            if (low is not null || high is not null)
                ranges.Add(new(indicator, low, high));
        }

        return ranges;
    }

    private static bool IsBound(string field) => field.StartsWith("min-", StringComparison.Ordinal) || field.StartsWith("max-", StringComparison.Ordinal);

    private static double? NumberOf(Dictionary<string, string> texts, string field, Dictionary<string, string> errors)
    {
        if (!texts.TryGetValue(field, out var text) || text.Length == 0)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        errors[field] = $"'{text}' is no number: write it such as 12.5 or 1e-3.";
        return null;
    }
}
