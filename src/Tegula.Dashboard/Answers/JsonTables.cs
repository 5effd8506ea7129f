using System.Globalization;
using System.Text.Json;
using Tegula.Dashboard.Figures;

namespace Tegula.Dashboard.Answers;

/// <summary>Parts of JSON documents as tables of numbers.</summary>
internal static class JsonTables
{
    /// <summary>A property; undefined where the element is no object or lacks it.</summary>
    public static JsonElement Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    /// <summary>A property as a text; null where it is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The elements of an array; none where it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>A value as a field of a table.</summary>
    public static object? Field(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    /// <summary>Rows that are objects: a column for each of their properties, without what they all lack.</summary>
    public static NumberTable OfObjects(IEnumerable<JsonElement> rows)
    {
        JsonElement[] all = [.. rows];
        string[] columns = [.. all.SelectMany(row => row.EnumerateObject().Select(property => property.Name)).Distinct()];
        return new(columns, [.. all.Select(row => (IReadOnlyList<object?>)[.. columns.Select(column => Field(row.Get(column)))])]);
    }

    /// <summary>The plain values of an object, a row each.</summary>
    public static NumberTable OfValues(JsonElement item) => new(
        ["quantity", "value"],
        [.. item.EnumerateObject().Where(property => IsPlain(property.Value))
            .Select(property => (IReadOnlyList<object?>)[property.Name, Field(property.Value)])]);

    /// <summary>A table without some of its columns.</summary>
    public static NumberTable Without(NumberTable table, params string[] columns)
    {
        int[] kept = [.. Enumerable.Range(0, table.Columns.Count).Where(column => !columns.Contains(table.Columns[column]))];
        return new([.. kept.Select(column => table.Columns[column])],
            [.. table.Rows.Select(row => (IReadOnlyList<object?>)[.. kept.Select(column => row[column])])]);
    }

    /// <summary>Rows that are arrays of values, the columns numbered from 1.</summary>
    public static NumberTable OfMatrix(IEnumerable<JsonElement> rows)
    {
        JsonElement[][] all = [.. rows.Select(row => row.Items().ToArray())];
        int width = all.Select(row => row.Length).DefaultIfEmpty().Max();
        return new(
            ["row", .. Enumerable.Range(1, width).Select(column => column.ToString(CultureInfo.InvariantCulture))],
            [
                .. all.Select((row, number) => (IReadOnlyList<object?>)
                    [number + 1, .. Enumerable.Range(0, width).Select(column => column < row.Length ? Field(row[column]) : null)]),
            ]);
    }

    /// <summary>Values, a row each, numbered from 1.</summary>
    public static NumberTable OfList(string name, IEnumerable<JsonElement> values) =>
        new(["place", name], [.. values.Select((value, index) => (IReadOnlyList<object?>)[index + 1, Field(value)])]);

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}
