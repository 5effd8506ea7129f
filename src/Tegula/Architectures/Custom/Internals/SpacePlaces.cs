using System.Globalization;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>Where each part of a file stands, so that a fault found in a definition can be shown in its file.</summary>
/// <param name="file">Name of the file.</param>
internal sealed class SpacePlaces(string file)
{
    private const NumberStyles Written = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly Dictionary<string, (int Line, int Column)> _places = [];

    /// <summary>Notes where a part stands, unless that is known.</summary>
    public void Add(string place, YamlNode node) => _places.TryAdd(place, (node.Line, node.Column));

    /// <summary>A fault at a key.</summary>
    public CustomSpaceException FaultAt(YamlScalar key, string place, string fault) => new(file, key.Line, key.Column, place, fault);

    /// <summary>Notes where a key and its value stand: faults are shown at a single value, and at the key of anything larger.</summary>
    public void Add(string place, YamlScalar key, YamlNode value) =>
        _places[place] = value is YamlScalar { Text.Length: > 0 } ? (value.Line, value.Column) : (key.Line, key.Column);

    /// <summary>A fault at a part, or at the nearest part around it that stands in the file.</summary>
    public CustomSpaceException Fault(string place, string fault)
    {
        string nearest = place;
        while (nearest.Length > 0 && !_places.ContainsKey(nearest))
            nearest = nearest[..Math.Max(nearest.LastIndexOfAny(['.', '[']), 0)];
        (int line, int column) = _places.GetValueOrDefault(nearest, (1, 1));
        return new(file, line, column, place, fault);
    }

    /// <summary>A whole number.</summary>
    public int Integer(string place, string name, YamlNode node)
    {
        if (node is not YamlScalar scalar)
            throw Fault(place, $"{name} is {node.Kind}; it should be a whole number");
        return scalar.Text.Length <= 11 && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Fault(place, $"{name} is '{QuotedText.Of(scalar.Text)}'; it should be a whole number{(IsHuge(scalar.Text) ? " of reasonable size" : "")}");
    }

    /// <summary>A number.</summary>
    public double Number(string place, string name, string text) =>
        text.Length <= 32
        && double.TryParse(text, Written, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : throw Fault(place, $"{name} is '{QuotedText.Of(text)}'; it should be a number");

    private static bool IsHuge(string text) => text.Length > 9 && text.All(letter => char.IsAsciiDigit(letter) || letter == '-');
}
