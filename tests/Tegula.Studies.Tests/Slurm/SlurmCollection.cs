namespace Tegula.Studies.Tests.Slurm;

/// <summary>Tests that share one cluster and so run one after the other.</summary>
[CollectionDefinition("Slurm")]
public sealed class SlurmCollection : ICollectionFixture<SlurmCluster>;
