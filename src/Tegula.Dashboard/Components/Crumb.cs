namespace Tegula.Dashboard.Components;

/// <summary>A page above another.</summary>
/// <param name="Name">Any text.</param>
/// <param name="Address">Where it is, such as <c>/</c>.</param>
public sealed record Crumb(string Name, string Address);
