using System.Globalization;
using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Compute.Plans;
using Tegula.Datasets;
using Tegula.Networks;
using Tegula.Spaces;

namespace Tegula.Exchange.Tests.Networks;

/// <summary>Networks in which no number is the one it has before any training, so that every one of them matters to the output.</summary>
internal static class DrawnNetworks
{
    /// <summary>The network of an architecture.</summary>
    public static ExportedNetwork Of(IArchitecture architecture, ImageShape image, int classes, NetworkOptions options, ulong seed = 0) =>
        Of(ArchitectureNetwork.Build(architecture, image, classes, options), seed, architecture.ToString()!);

    /// <summary>A graph with drawn numbers.</summary>
    public static ExportedNetwork Of(Graph graph, ulong seed = 0, string architecture = "a graph of a test")
    {
        var random = new RandomStream(seed, "drawn network");
        var weights = new float[graph.ParameterLength];
        foreach (Parameter parameter in graph.Parameters)
        {
            foreach (ref float weight in weights.AsSpan(parameter.Offset, parameter.Length))
            {
                float value = (2 * random.NextSingle()) - 1;
                weight = parameter.Kind switch
                {
                    ParameterKind.Scale => value < 0 ? value - 0.5f : value + 0.5f,
                    ParameterKind.Shift or ParameterKind.Bias => value / 2,
                    _ => value * MathF.Sqrt(6f / parameter.FanIn),
                };
            }
        }

        int channels = graph.Nodes.Where(node => node.Operation is BatchNormOperation).Sum(node => node.Shape.Channels);
        var statistics = new BatchNormStatistics(channels);
        for (int i = 0; i < channels; i++)
        {
            statistics.Means[i] = random.NextDouble() - 0.5;
            statistics.Variances[i] = 0.5 + (1.5 * random.NextDouble());
        }

        return new(architecture, graph, weights, statistics, string.Create(CultureInfo.InvariantCulture, $"drawn with seed {seed}"));
    }

    /// <summary>Cells of NAS-Bench-201 whose output depends on the image, in networks of all kinds of sizes.</summary>
    public static IEnumerable<ExportedNetwork> NasBench201(int count)
    {
        var random = new RandomStream(1, "cells to export");
        for (int drawn = 0; drawn < count;)
        {
            NasBench201Cell cell = NasBench201Space.Instance.Sample(random);
            if (!CellComputation.Of(cell).DependsOnInput) continue;
            var options = new NetworkOptions { Channels = 1 + random.NextInt(8), Cells = 1 + random.NextInt(2) };
            yield return Of(
                cell,
                new(1 + random.NextInt(3), 4 * (1 + random.NextInt(3)), 4 * (1 + random.NextInt(3))),
                1 + random.NextInt(12),
                options,
                (ulong)drawn++);
        }
    }

    /// <summary>Genotypes of DARTS in networks of all kinds of sizes, some with the stem for large images.</summary>
    public static IEnumerable<ExportedNetwork> Darts(int count)
    {
        var random = new RandomStream(2, "genotypes to export");
        for (int drawn = 0; drawn < count;)
        {
            DartsGenotype genotype = DartsSpace.Instance.Sample(random);
            bool large = random.NextInt(5) == 0;
            int divisor = large ? 32 : 4;
            var options = new NetworkOptions
            {
                Channels = 2 * (1 + random.NextInt(3)),
                Cells = 1 + random.NextInt(4),
                Stem = large ? DartsStem.ImageNet : DartsStem.Cifar,
            };
            var image = new ImageShape(1 + random.NextInt(3), divisor * (1 + random.NextInt(large ? 2 : 3)), divisor * (1 + random.NextInt(large ? 2 : 3)));
            yield return Of(genotype, image, 1 + random.NextInt(12), options, (ulong)drawn++);
        }
    }

    /// <summary>Random images: (sample, channel, row, column).</summary>
    public static float[] Images(Graph graph, int samples, ulong seed = 0)
    {
        var images = new float[samples * graph.Input.Shape.Length];
        new RandomStream(seed, "images").FillGaussian(images, 1);
        return images;
    }
}
