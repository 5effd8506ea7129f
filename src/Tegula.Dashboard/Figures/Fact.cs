namespace Tegula.Dashboard.Figures;

/// <summary>One line of what is known of something.</summary>
/// <param name="Name">What it is, in a word or two.</param>
/// <param name="Value">Any text.</param>
public sealed record Fact(string Name, string Value);
