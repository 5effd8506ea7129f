using System.Collections.Immutable;
using System.Globalization;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>A part of a file whose keys are known, and how its values are read.</summary>
internal sealed class SpaceSection
{
    private readonly SpacePlaces _places;
    private readonly string _place;
    private readonly YamlMapping _mapping;

    /// <summary>Takes a part of the file.</summary>
    /// <param name="places">Where parts of the file stand; those of this part are added.</param>
    /// <param name="place">The part, as keys joined by dots; empty for the whole.</param>
    /// <param name="node">What stands there.</param>
    /// <param name="keys">The keys it can have; none where they are names.</param>
    /// <exception cref="CustomSpaceException">It is no mapping, or has other keys.</exception>
    public SpaceSection(SpacePlaces places, string place, YamlNode node, ImmutableArray<string> keys = default)
    {
        (_places, _place) = (places, place);
        places.Add(place, node);
        string right = keys.IsDefault ? "a mapping" : $"a mapping with the keys {string.Join(", ", keys)}";
        _mapping = node as YamlMapping ?? throw places.Fault(place, $"{Name(place)} is {node.Kind}; it should be {right}");
        foreach ((YamlScalar key, YamlNode value) in _mapping.Entries)
        {
            places.Add(PlaceOf(key.Text), key, value);
            if (!keys.IsDefault && !keys.Contains(key.Text))
                throw places.FaultAt(key, PlaceOf(key.Text), ResolvedOperation.Unknown($"key of {Name(place)}", key.Text, keys));
        }
    }

    /// <summary>Its keys and values.</summary>
    public ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries => _mapping.Entries;

    /// <summary>The place of a key.</summary>
    public string PlaceOf(string key) => _place.Length == 0 ? key : $"{_place}.{key}";

    /// <summary>What stands at a key; null where it is left out.</summary>
    public YamlNode? Find(string key) => _mapping.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;

    /// <summary>What stands at a key that cannot be left out.</summary>
    public YamlNode Require(string key) => Find(key) ?? throw _places.Fault(_place, $"{Name(_place)} has no {key}; it needs one");

    /// <summary>A text; null where it is left out.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalar { Text.Length: > 0 } scalar => scalar.Text,
        { } other => throw _places.Fault(PlaceOf(key), $"{key} is {other.Kind}; it should be a single value"),
    };

    /// <summary>A whole number; null where it is left out.</summary>
    public int? Integer(string key) => Find(key) is { } node ? _places.Integer(PlaceOf(key), key, node) : null;

    /// <summary>A number; null where it is left out.</summary>
    public double? Number(string key) => Text(key) is { } text
        ? _places.Number(PlaceOf(key), key, text)
        : null;

    /// <summary>A large whole number, also as <c>1.5M</c>; null where it is left out.</summary>
    public long? Amount(string key)
    {
        if (Text(key) is not { } text)
            return null;
        decimal factor = text[^1] switch
        {
            'k' or 'K' => 1_000,
            'M' => 1_000_000,
            'G' => 1_000_000_000,
            _ => 1,
        };
        string digits = factor == 1 ? text : text[..^1];
        return digits.Length <= 15 && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number * factor is var amount && amount == decimal.Floor(amount) && amount <= 1_000_000_000_000_000
            ? (long)amount
            : throw _places.Fault(PlaceOf(key), $"{key} is '{QuotedText.Of(text)}'; it should be a whole number, such as 1500000, 1500k or 1.5M");
    }

    /// <summary>One of several words; null where it is left out.</summary>
    public T? Word<T>(string key, IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        if (Text(key) is not { } text)
            return null;
        foreach ((string word, T value) in words)
        {
            if (word == text)
                return value;
        }

        throw _places.Fault(PlaceOf(key), ResolvedOperation.Unknown($"value of {key}", text, words.Select(item => item.Word)));
    }

    private static string Name(string place) => place.Length == 0 ? "the file" : place;
}
