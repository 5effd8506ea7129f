using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tegula.Indicators;

namespace Tegula.Studies.Stores;

/// <summary>What an evaluation says, as one hash: the same on every store and machine, whatever the order of its indicators.</summary>
internal static class EvaluationHash
{
    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of lines in UTF-8, each ended by a line feed: context key, computation, then per indicator, in the order of their
    /// ids, the id, its status, and the bits of value and deviation as 16 hexadecimal digits (<c>-</c> for none); then the error where there is one.
    /// </summary>
    public static string Of(string contextKey, string computation, IReadOnlyDictionary<string, IndicatorValue> indicators, string? error)
    {
        var text = new StringBuilder(512).Append(contextKey).Append('\n').Append(computation).Append('\n');
        foreach ((string id, IndicatorValue value) in indicators.OrderBy(item => item.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{id} {value.Status} {Bits(value.Value)} {Bits(value.Sd)}\n");
        if (error is not null)
            text.Append(CultureInfo.InvariantCulture, $"error {error}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Bits(double? number) =>
        number is { } value ? BitConverter.DoubleToUInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture) : "-";
}
