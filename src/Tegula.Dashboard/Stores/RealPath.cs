namespace Tegula.Dashboard.Stores;

/// <summary>Paths with every link on the way followed.</summary>
internal static class RealPath
{
    /// <summary>The folder that a path leads to; the path itself where a link leads nowhere or in a circle.</summary>
    /// <param name="folder">A full path.</param>
    public static string Of(string folder)
    {
        if (Path.GetDirectoryName(folder) is not { } parent)
            return folder;
        try
        {
            var place = new DirectoryInfo(Path.Combine(Of(parent), Path.GetFileName(folder)));
            return place.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : place.FullName;
        }
        catch (IOException)
        {
            return folder;
        }
    }
}
