namespace Tegula.Dashboard.Tests.Pages;

/// <summary>Tests that share one folder of small studies.</summary>
[CollectionDefinition(Name)]
public sealed class FurtherPagesCollection : ICollectionFixture<PagesFixture>
{
    public const string Name = "Further pages";
}
