using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>
/// Builds DARTS networks from a genotype or a supernet. Architectures that differ only in the order of nodes and edges give the same network with the
/// same parameter names, and so do a genotype and the supernet that contains it alone.
/// </summary>
/// <remarks>
/// Source: DARTS (ICLR 2019) and 002_18e5d33089871091.txt, App. A: the network of a genotype, in which pools are not followed by a batch norm, as they
/// are while DARTS searches. An edge of a supernet is the mean of its operations, a node the sum of its edges. Parts that the output does not depend on
/// are left out; <c>none</c> is zeros.
/// </remarks>
public static class DartsNetwork
{
    /// <summary>The whole network: images in, one logit per class out, and with an auxiliary head behind them one of that head per class.</summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="skeleton">
    /// What stands around them. Rows and columns that are odd where they are halved are rounded up, zeros standing in for the missing ones where two strided
    /// convolutions share the pixels of an image.
    /// </param>
    /// <exception cref="ArgumentException">The skeleton's sizes do not fit together, or the image is too small or too large for the auxiliary head.</exception>
    public static Graph Build(DartsGenotype genotype, DartsSkeleton skeleton) => DartsCellPlans.Of(genotype).Network(skeleton);

    /// <inheritdoc cref="Build(DartsGenotype, DartsSkeleton)"/>
    /// <param name="supernet">The cells.</param>
    /// <param name="skeleton">What stands around them.</param>
    public static Graph Build(DartsSupernet supernet, DartsSkeleton skeleton) => DartsCellPlans.Of(supernet).Network(skeleton);

    /// <summary>
    /// The thin network whose linear regions are counted: a normal cell with one channel and a reduction cell with two, without stem, on a small image.
    /// Its output joins what every ReLU sees and the nodes that the last cell concatenates, each value and pixel a channel of its own, so that the signs
    /// of the output are the activation pattern.
    /// </summary>
    /// <param name="genotype">The cells.</param>
    /// <param name="side">
    /// Rows and columns of the image, at least 1; what happens to odd ones is said at <see cref="Build(DartsGenotype, DartsSkeleton)"/>.
    /// </param>
    /// <exception cref="ArgumentException">The side is below 1.</exception>
    public static Graph BuildThin(DartsGenotype genotype, int side) => DartsCellPlans.Of(genotype).Thin(side);
}
