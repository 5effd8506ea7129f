using System.Collections.Immutable;

namespace Tegula.Architectures.Custom;

/// <summary>The values of an operation's parameters, those that the file leaves out included.</summary>
public sealed class OperationSettings
{
    private readonly ImmutableSortedDictionary<string, double> _values;

    internal OperationSettings(ImmutableSortedDictionary<string, double> values) => _values = values;

    /// <summary>The value of a parameter that is a whole number.</summary>
    /// <param name="name">Its <see cref="OperationParameter.Name"/>.</param>
    /// <exception cref="ArgumentException">The operation has no such parameter.</exception>
    public int Integer(string name) => (int)Number(name);

    /// <summary>The value of a parameter.</summary>
    /// <param name="name">Its <see cref="OperationParameter.Name"/>.</param>
    /// <exception cref="ArgumentException">The operation has no such parameter.</exception>
    public double Number(string name) => _values.TryGetValue(name, out double value)
        ? value
        : throw new ArgumentException(
            $"the operation declares no parameter '{name}'; it has {(_values.IsEmpty ? "none" : string.Join(", ", _values.Keys))}", nameof(name));
}
