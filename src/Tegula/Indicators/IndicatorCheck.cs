using System.Globalization;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Datasets;
using Tegula.Indicators.Baselines;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Indicators;

/// <summary>
/// What every indicator has to keep to, tried on a few small networks: meant for the tests of own indicators, which expect no finding.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>The id is made of lower-case letters, digits and single hyphens, a letter first, and names no combination.</item>
/// <item>It throws nothing, whatever the network.</item>
/// <item>Equal networks have values of equal bits: again, and with several threads at work.</item>
/// <item>It looks at the views that it asks for and no others, so that its value does not depend on what else is measured.</item>
/// <item>A value that is no finite number has a status that says why.</item>
/// <item>It tells some networks apart.</item>
/// </list>
/// </remarks>
public static class IndicatorCheck
{
    private const int Cells = 6;
    private const int LongestId = 40;
    private static readonly IndicatorOptions Options = new() { BatchSize = 4, Repeats = 2 };

    /// <summary>Tries an indicator; it need not be registered. Takes some seconds.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="token">Ends it early.</param>
    /// <returns>What is wrong with it, one line each; empty where nothing is.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<string> Findings(INetworkIndicator indicator, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        var findings = new List<string>();
        if (ObjectionTo(indicator.Id) is { } objection) findings.Add(objection);
        try
        {
            var random = new RandomStream(0, "indicators/check");
            NasBench201Cell[] cells = [.. Enumerable.Range(0, Cells).Select(_ => NasBench201Space.Instance.Sample(random))];
            IndicatorValue[] alone = Measure([indicator], indicator.Id, cells, 1, token);
            findings.AddRange(Differences(alone, Measure([indicator], indicator.Id, cells, 1, token), "when measured again"));
            findings.AddRange(Differences(alone, Measure([indicator], indicator.Id, cells, 2, token), "with two threads"));
            INetworkIndicator[] others = [.. NetworkIndicators.All.Where(other => other.Id != indicator.Id)];
            IndicatorValue[] beside = Measure([.. others, indicator], indicator.Id, cells, 1, token);
            findings.AddRange(Differences(alone, beside, "beside other indicators; look only at the views asked for"));
            findings.AddRange(alone.Where(value => value.IsOk && !(value.Value is { } number && double.IsFinite(number)))
                .Select(value => $"it gave {Text(value)} with status ok; a value that is no finite number needs another status"));
            if (alone.Where(value => value.IsOk).Select(value => value.Value).Distinct().Count() < 2)
                findings.Add($"of {Cells} cells it gave every one {Text(alone[0])}; it has to tell some apart");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            findings.Add($"it threw {exception.GetType().Name}: {exception.Message}");
        }

        return [.. findings.Distinct()];
    }

    /// <summary>Why a text cannot be the id of an indicator, in one line; null where it can.</summary>
    public static string? ObjectionTo(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Combinations.IsCombination(id)) return $"'{id}' names a combination of indicators; choose another id";
        bool isWellFormed = id.Length is > 0 and <= LongestId && char.IsAsciiLetterLower(id[0])
            && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            && !id.Contains("--", StringComparison.Ordinal) && !id.EndsWith('-');
        return isWellFormed
            ? null
            : $"'{id}' is no id of an indicator; it takes up to {LongestId} lower-case letters, digits and single hyphens, a letter first, such as my-norm";
    }

    private static IndicatorValue[] Measure(
        IReadOnlyList<INetworkIndicator> indicators, string id, NasBench201Cell[] cells, int threads, CancellationToken token)
    {
        using var part = new BaselinePart<NasBench201Cell>(indicators, new SyntheticImageDataset(), Options, NasBench201IndicatorNetworks.Instance);
        return
        [
            .. cells.Select(cell =>
            {
                var values = new Dictionary<string, IndicatorValue>();
                part.Measure(cell, values, threads, token);
                return values[id];
            }),
        ];
    }

    private static IEnumerable<string> Differences(IndicatorValue[] first, IndicatorValue[] second, string when) =>
        from pair in first.Zip(second)
        where pair.First.Status != pair.Second.Status || !Nullable.Equals(pair.First.Value, pair.Second.Value)
        select $"a cell has {Text(pair.First)}, and {Text(pair.Second)} {when}";

    private static string Text(IndicatorValue value) =>
        value.Value is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : $"no value ({value.Status})";
}
