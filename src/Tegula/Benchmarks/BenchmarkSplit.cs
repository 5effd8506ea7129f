namespace Tegula.Benchmarks;

/// <summary>The images on which an accuracy was measured.</summary>
public enum BenchmarkSplit
{
    /// <summary>Test images.</summary>
    Test,

    /// <summary>Validation images, which a search may look at.</summary>
    Validation,
}
