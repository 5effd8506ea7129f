using Tegula.Benchmarks;
using Tegula.Datasets;

namespace Tegula.Quality.Tests;

/// <summary>The data that the measured figures belong to; a test that asks for them is skipped where they are absent.</summary>
internal static class RealData
{
    private static readonly Lock Gate = new();
    private static TabularBenchmark? _table;

    /// <summary>What the 15,625 cells reach once trained.</summary>
    public static TabularBenchmark TableOrSkip()
    {
        string path = Tegula.Tests.SharedData.FileOrSkip("nasbench201.csv.gz");
        lock (Gate) return _table ??= TabularBenchmark.Load(path);
    }

    /// <summary>The first 4,000 training images of CIFAR-10.</summary>
    public static ImageDataset Cifar10OrSkip() => DatasetSpec.Open("cifar10:" + Tegula.Tests.SharedData.FileOrSkip("cifar10-lossless-train4000.bin.gz"));
}
