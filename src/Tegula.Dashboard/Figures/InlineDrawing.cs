using Microsoft.AspNetCore.Components;
using Tegula.Drawing;

namespace Tegula.Dashboard.Figures;

/// <summary>Drawings inside a page.</summary>
internal static class InlineDrawing
{
    /// <summary>
    /// The drawing in the page's colours; one that another version of the library has drawn, or that is in a page's colours already, as it is.
    /// </summary>
    /// <param name="svg">The drawing, made or checked by this program.</param>
    public static MarkupString Of(string svg)
    {
        try
        {
            return (MarkupString)DrawingTheme.Inline(svg);
        }
        catch (ArgumentException)
        {
            return (MarkupString)svg;
        }
    }
}
