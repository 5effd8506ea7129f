namespace Tegula.Dashboard.Tests.Journeys;

/// <summary>Tests that share the one browser, one after the other.</summary>
[CollectionDefinition("Pages")]
public sealed class PagesCollection;
