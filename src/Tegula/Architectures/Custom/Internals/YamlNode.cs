using System.Collections.Immutable;

namespace Tegula.Architectures.Custom.Internals;

/// <summary>A part of a YAML file.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Column">The column where it begins, from 1.</param>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What it is, in words.</summary>
    public abstract string Kind { get; }
}

/// <summary>A text or a number.</summary>
internal sealed record YamlScalar(int Line, int Column, string Text) : YamlNode(Line, Column)
{
    public override string Kind => Text.Length == 0 ? "nothing" : "a single value";
}

/// <summary>A list.</summary>
internal sealed record YamlList(int Line, int Column, ImmutableArray<YamlNode> Items) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}

/// <summary>Keys with values, in the order of the file; no key stands twice.</summary>
internal sealed record YamlMapping(int Line, int Column, ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(Line, Column)
{
    public override string Kind => "a mapping of keys";
}
