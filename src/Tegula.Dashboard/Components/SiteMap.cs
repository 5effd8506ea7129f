namespace Tegula.Dashboard.Components;

/// <summary>The areas of the dashboard as the navigation shows them.</summary>
public static class SiteMap
{
    /// <summary>Names and addresses in order.</summary>
    public static IReadOnlyList<(string Name, string Address)> Areas { get; } =
    [
        ("Studies", "/"), ("Compare", "/compare"), ("Correlation", "/correlation"), ("Landscapes", "/landscapes"), ("Results", "/results"),
        ("Design", "/design"), ("New search", "/searches/new"),
    ];
}
