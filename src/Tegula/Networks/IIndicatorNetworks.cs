using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Networks;

/// <summary>The networks in which indicators measure an architecture: a cell, a genotype or a supernet.</summary>
/// <remarks>
/// Equal computations give equal graphs with equal parameter names, hence equal weights from <see cref="WeightInitialization"/> and equal scores.
/// </remarks>
/// <typeparam name="TArchitecture">What the networks are built from.</typeparam>
public interface IIndicatorNetworks<in TArchitecture>
    where TArchitecture : class
{
    /// <summary>The size at which published code measures indicators that look at a large network.</summary>
    NetworkSize WholeSize { get; }

    /// <summary>The smaller size at which they order architectures as well and cost a fraction.</summary>
    NetworkSize SmallSize { get; }

    /// <summary>The smaller size at which a truncated training is affordable.</summary>
    NetworkSize ProxySize { get; }

    /// <summary>By what rows and columns of an image must be divisible, whatever the architecture; 1 where images of any size fit.</summary>
    int SizeMultiple { get; }

    /// <summary>Why the architecture cannot be measured; <see cref="NetworkDefect.None"/> where it can.</summary>
    NetworkDefect DefectOf(TArchitecture architecture);

    /// <summary>The small network whose tangent kernel is looked at: images in, one logit per class out.</summary>
    /// <param name="architecture">One without defect.</param>
    /// <param name="image">Shape of an input image.</param>
    /// <param name="classes">Outputs, at least 1.</param>
    /// <exception cref="ArgumentException">The image does not fit the network.</exception>
    Graph Tangent(TArchitecture architecture, ImageShape image, int classes);

    /// <summary>
    /// The thin network whose linear regions are counted: one channel, a small image. Its output joins what every ReLU sees, so that the signs of the
    /// output are the activation pattern.
    /// </summary>
    /// <param name="architecture">One without defect.</param>
    /// <param name="side">Rows and columns of the image.</param>
    Graph Thin(TArchitecture architecture, int side);

    /// <summary>The network at a size in which it could be trained.</summary>
    /// <param name="architecture">One without defect.</param>
    /// <param name="image">Shape of an input image.</param>
    /// <param name="classes">Outputs, at least 1.</param>
    /// <param name="size">Channels and cells.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    Graph Sized(TArchitecture architecture, ImageShape image, int classes, NetworkSize size);
}
