namespace Tegula.Dashboard.Snapshots;

/// <summary>
/// A list that only grows, of which everybody who has read it keeps what was there then: what is added lies behind that, so that nothing is copied. One
/// thread at a time adds, and always to the longest.
/// </summary>
internal static class GrowingList
{
    /// <summary>A list with items at its end.</summary>
    /// <param name="list">The longest so far; it stays as it is.</param>
    /// <param name="items">What is added.</param>
    public static ArraySegment<T> With<T>(ArraySegment<T> list, IReadOnlyList<T> items)
    {
        var count = list.Count + items.Count;
        var array = list.Array ?? [];
        if (count > array.Length)
        {
            var longer = new T[Math.Max(count, list.Count * 2)];
            array.AsSpan(0, list.Count).CopyTo(longer);
            array = longer;
        }

        for (var index = 0; index < items.Count; index++)
            array[list.Count + index] = items[index];
        return new(array, 0, count);
    }
}
