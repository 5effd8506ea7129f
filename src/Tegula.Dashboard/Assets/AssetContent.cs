using System.Text;
using Tegula.Drawing;

namespace Tegula.Dashboard.Assets;

/// <summary>Style sheets and scripts: most lie inside the assembly, that of drawings comes from where drawings come from.</summary>
internal static class AssetContent
{
    /// <summary>Name of the style sheet of drawings.</summary>
    public const string Drawings = "drawings.css";

    /// <summary>The content of an asset; null where there is none of this name.</summary>
    public static Stream? Open(string name) => name == Drawings
        ? new MemoryStream(Encoding.UTF8.GetBytes(DrawingTheme.PageStyle), writable: false)
        : typeof(AssetContent).Assembly.GetManifestResourceStream($"assets/{name}");
}
