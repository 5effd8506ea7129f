using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>
/// Builds DARTS networks from a genotype. Genotypes that differ only in the order of nodes and pairs give the same network with the same parameter names.
/// </summary>
/// <remarks>
/// Source: DARTS (ICLR 2019) and 002_18e5d33089871091.txt, App. A: the network of a genotype, in which pools are not followed by a batch norm, as they
/// are while DARTS searches. Parts that the output does not depend on are left out; <c>none</c> is zeros.
/// </remarks>
public static class DartsNetwork
{
    /// <summary>The skeleton of the tangent kernel's network: C = 1, a stem of as many channels, a normal and a reduction cell.</summary>
    internal static DartsSkeleton TangentSkeleton { get; } = new() { Channels = 1, Cells = 2, StemMultiplier = 1, ReductionCells = [1] };

    /// <summary>The whole network: images in, one logit per class out.</summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="skeleton">
    /// What stands around them, without auxiliary head. Rows and columns that are odd where they are halved are rounded up, zeros standing in for the
    /// missing ones where two strided convolutions share the pixels of an image.
    /// </param>
    /// <exception cref="ArgumentException">The skeleton's sizes do not fit together, or it asks for an auxiliary head.</exception>
    public static Graph Build(DartsGenotype genotype, DartsSkeleton skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return Build(genotype, skeleton, new TensorShape(skeleton.ImageChannels, skeleton.ImageSize, skeleton.ImageSize));
    }

    /// <summary>
    /// The thin network whose linear regions are counted: a normal cell with one channel and a reduction cell with two, without stem, on a small image.
    /// Its output joins what every ReLU sees and the nodes that the last cell concatenates, each value and pixel a channel of its own, so that the signs
    /// of the output are the activation pattern.
    /// </summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="side">Rows and columns of the image, at least 1; what happens to odd ones is said at <see cref="Build(DartsGenotype, DartsSkeleton)"/>.</param>
    /// <exception cref="ArgumentException">The side is below 1.</exception>
    public static Graph BuildThin(DartsGenotype genotype, int side)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return DartsNetworkBuilder.Thin(DartsCellPlan.Of(genotype.Normal), DartsCellPlan.Of(genotype.Reduce), side);
    }

    /// <summary>The whole network for images of any shape.</summary>
    internal static Graph Build(DartsGenotype genotype, DartsSkeleton skeleton, TensorShape image)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return DartsNetworkBuilder.Network(DartsCellPlan.Of(genotype.Normal), DartsCellPlan.Of(genotype.Reduce), skeleton, image);
    }
}
