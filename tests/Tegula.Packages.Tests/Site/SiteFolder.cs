namespace Tegula.Packages.Tests.Site;

/// <summary>The documentation site as <c>eng/docs</c> builds it: strictly, so that a warning is an error.</summary>
public sealed class SiteFolder
{
    /// <summary>Builds it.</summary>
    public SiteFolder()
    {
        Programs.Run(Checkout.PathOf("eng", "docs"), [], Checkout.PathOf()).ShouldSucceed();
        Pages = Directory.GetFiles(PathOf(), "*.html", SearchOption.AllDirectories);
    }

    /// <summary>All its pages.</summary>
    public IReadOnlyList<string> Pages { get; }

    /// <summary>A path in it.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Checkout.PathOf("artifacts", "docs", "site"), .. parts]);
}
