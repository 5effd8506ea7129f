using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Tegula.Indicators;

namespace Tegula.Studies.Stores;

/// <summary>The few indicators of one evaluation, in order; ids are shared between evaluations, so that 100,000 of them stay small.</summary>
/// <param name="ids">Different ids.</param>
/// <param name="values">Their values, in the same order.</param>
internal sealed class IndicatorList(string[] ids, IndicatorValue[] values) : IReadOnlyDictionary<string, IndicatorValue>
{
    /// <inheritdoc/>
    public int Count => ids.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => ids;

    /// <inheritdoc/>
    public IEnumerable<IndicatorValue> Values => values;

    /// <inheritdoc/>
    public IndicatorValue this[string key] =>
        TryGetValue(key, out IndicatorValue? value) ? value : throw new KeyNotFoundException($"there is no indicator '{key}'");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Array.IndexOf(ids, key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out IndicatorValue value)
    {
        int index = Array.IndexOf(ids, key);
        value = index >= 0 ? values[index] : null;
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, IndicatorValue>> GetEnumerator()
    {
        for (int index = 0; index < ids.Length; index++)
            yield return new(ids[index], values[index]);
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
