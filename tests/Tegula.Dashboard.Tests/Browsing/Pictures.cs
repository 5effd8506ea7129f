namespace Tegula.Dashboard.Tests.Browsing;

/// <summary>Where pictures of pages are kept for people to look at: <c>artifacts/test-results/pages</c>.</summary>
internal static class Pictures
{
    /// <summary>The folder.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(Checkout.PathOf("artifacts", "test-results", "pages")).FullName;
}
