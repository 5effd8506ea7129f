using System.Collections.Immutable;
using System.Globalization;
using Tegula.Architectures.Internals;

namespace Tegula.Architectures.Models.Internals;

/// <summary>The options given for one model, read as what the family expects.</summary>
internal sealed class ModelOptions
{
    private readonly ModelFamily _family;
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly IReadOnlyDictionary<string, int> _positions;

    /// <summary>Takes the options.</summary>
    /// <param name="family">Whose they are.</param>
    /// <param name="values">Text by option.</param>
    /// <param name="positions">Where each begins in the text they come from, counted from 1; empty when they come from none.</param>
    /// <exception cref="ArchitectureFormatException">The family has no such option, or one that it needs is missing.</exception>
    public ModelOptions(ModelFamily family, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, int> positions)
    {
        _family = family;
        _values = values;
        _positions = positions;
        string[] known = [.. family.Options.Select(option => option.Name)];
        foreach (string name in values.Keys.Except(known))
        {
            throw Wrong(name, $"{family.Id} has no option '{name}'; did you mean '{EditDistance.Nearest(name, known)}'? It takes {string.Join(", ", known)}");
        }

        foreach (ModelOption option in family.Options.Where(option => option.IsRequired && !values.ContainsKey(option.Name)))
            throw new ArchitectureFormatException(1, $"{family.Id} needs {option.Name} ({option.Description}), as in {family.Example}");
    }

    /// <summary>True when the option is given.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A whole number.</summary>
    /// <exception cref="ArchitectureFormatException">It is none.</exception>
    public int Whole(string name, int standard = 0) => _values.TryGetValue(name, out string? text) ? WholeNumber(name, text) : standard;

    /// <summary>Whole numbers separated by <c>/</c> or <c>,</c>; empty when the option is not given.</summary>
    /// <exception cref="ArchitectureFormatException">One is none.</exception>
    public ImmutableArray<int> List(string name) =>
        _values.TryGetValue(name, out string? text) ? [.. text.Split('/', ',').Select(part => WholeNumber(name, part.Trim()))] : [];

    /// <summary>A number.</summary>
    /// <exception cref="ArchitectureFormatException">It is none.</exception>
    public double Number(string name, double standard)
    {
        if (!_values.TryGetValue(name, out string? text))
            return standard;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Wrong(name, $"{_family.Id}: {name} '{text}' is not a number; write one such as 1.4");
    }

    /// <summary>A seed; 0 when the option is not given.</summary>
    /// <exception cref="ArchitectureFormatException">It is none.</exception>
    public ulong Seed(string name)
    {
        if (!_values.TryGetValue(name, out string? text))
            return 0;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw Wrong(name, $"{_family.Id}: {name} '{text}' must be a whole number from 0 to {ulong.MaxValue}");
    }

    /// <summary>Whether a flag is true; false when the option is not given.</summary>
    /// <exception cref="ArchitectureFormatException">Neither <c>true</c> nor <c>false</c>.</exception>
    public bool Flag(string name) => _values.GetValueOrDefault(name, "false") switch
    {
        "true" => true,
        "false" => false,
        var text => throw Wrong(name, $"{_family.Id}: {name} '{text}' must be true or false"),
    };

    private int WholeNumber(string name, string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        ? value
        : throw Wrong(name, $"{_family.Id}: {name} '{text}' is not a whole number");

    private ArchitectureFormatException Wrong(string name, string message) => new(_positions.GetValueOrDefault(name, 1), message);
}
