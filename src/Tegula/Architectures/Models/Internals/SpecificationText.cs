using System.Collections.Immutable;
using System.Globalization;

namespace Tegula.Architectures.Models.Internals;

/// <summary>Writes the text of a model: the family's id, then options with values, those with their default value left out.</summary>
internal sealed class SpecificationText(string family)
{
    private readonly List<string> _options = [];

    /// <summary>A number as short as it can be read back exactly.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Adds an option.</summary>
    public SpecificationText With(string option, object value)
    {
        _options.Add($"{option}={Convert.ToString(value, CultureInfo.InvariantCulture)}");
        return this;
    }

    /// <summary>Adds a list.</summary>
    public SpecificationText With(string option, ImmutableArray<int> values)
    {
        _options.Add($"{option}={string.Join('/', values)}");
        return this;
    }

    /// <summary>Adds an option unless it has its default value.</summary>
    public SpecificationText Unless<T>(string option, T value, T standard)
        where T : notnull, IEquatable<T> => value.Equals(standard) ? this : With(option, value);

    /// <summary>The text.</summary>
    public override string ToString() => _options.Count == 0 ? family : $"{family}:{string.Join(',', _options)}";
}
