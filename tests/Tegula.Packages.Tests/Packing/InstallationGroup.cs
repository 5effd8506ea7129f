namespace Tegula.Packages.Tests.Packing;

/// <summary>Tests that share one installation; they also share the objects of one build, and so run one after the other.</summary>
[CollectionDefinition(nameof(InstallationGroup))]
public sealed class InstallationGroup : ICollectionFixture<Installation>;
