namespace Tegula.Drawing.Internals;

/// <summary>A colour with a purpose.</summary>
/// <param name="Name">Its purpose; as a variable of style sheets <c>--tg-NAME</c>.</param>
/// <param name="Light">On light paper, as <c>#rrggbb</c>.</param>
/// <param name="Dark">On dark paper.</param>
internal sealed record ThemeColour(string Name, string Light, string Dark);
