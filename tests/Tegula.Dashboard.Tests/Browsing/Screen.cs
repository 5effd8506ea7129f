namespace Tegula.Dashboard.Tests.Browsing;

/// <summary>What a page is looked at with.</summary>
/// <param name="Width">Width in CSS pixels.</param>
/// <param name="Height">Height in CSS pixels.</param>
/// <param name="IsDark">Whether the reader's system asks for dark pages.</param>
public sealed record Screen(int Width, int Height, bool IsDark)
{
    /// <summary>A small telephone and a 4K display, each light and dark.</summary>
    public static IReadOnlyList<Screen> All { get; } =
    [
        .. from dark in new[] { false, true }
           from size in new[] { (Width: 360, Height: 740), (Width: 3840, Height: 2160) }
           select new Screen(size.Width, size.Height, dark),
    ];

    /// <summary>A laptop's screen.</summary>
    public static Screen Laptop { get; } = new(1280, 900, IsDark: false);

    /// <summary>Whether it is a telephone's.</summary>
    public bool IsNarrow => Width < 1000;

    /// <inheritdoc/>
    public override string ToString() => $"{Width}-{(IsDark ? "dark" : "light")}";
}
