namespace Tegula.Architectures.Models.Internals;

/// <summary>Takes the text of a model apart: <c>id</c>, <c>id:value</c>, or <c>id:option=value,option=value</c>.</summary>
internal static class SpecificationParser
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">Gives the family with an id, or throws.</param>
    /// <exception cref="ArchitectureFormatException">The text is malformed; the message says where and how.</exception>
    public static (ModelFamily Family, Dictionary<string, string> Values, Dictionary<string, int> Positions) Parse(string text, Func<string, ModelFamily> find)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        ModelFamily family = find(colon < 0 ? text : text[..colon]);
        var values = new Dictionary<string, string>();
        var positions = new Dictionary<string, int>();
        if (colon < 0)
            return (family, values, positions);
        int start = colon + 1;
        foreach (string item in text[start..].Split(','))
        {
            (string name, string value) = Split(family, item, start + 1, isFirst: values.Count == 0);
            if (!values.TryAdd(name, value))
                throw new ArchitectureFormatException(start + 1, $"character {start + 1}: {name} is given twice; give it once");
            positions[name] = start + 1;
            start += item.Length + 1;
        }

        return (family, values, positions);
    }

    private static (string Name, string Value) Split(ModelFamily family, string item, int position, bool isFirst)
    {
        int equals = item.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
            return (item[..equals].Trim(), item[(equals + 1)..].Trim());
        if (equals < 0 && isFirst && item.Length > 0 && family.ShortOption is { } name)
            return (name, item.Trim());
        string expected = family.Options.Length == 0 ? "nothing" : $"option=value, as in {family.Example}";
        throw new ArchitectureFormatException(position, $"character {position}: '{item}' is no option of {family.Id}; expected {expected}");
    }
}
