using Tegula.Architectures;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;

namespace Tegula.Networks.Internals;

/// <summary>Both cells of a genotype or of a supernet, and the networks they make.</summary>
/// <param name="Normal">The cell that keeps rows and columns.</param>
/// <param name="Reduce">The cell that halves them.</param>
internal sealed record DartsCellPlans(DartsCellPlan Normal, DartsCellPlan Reduce)
{
    private static readonly DartsSkeleton TangentSkeleton = new() { Channels = 1, Cells = 2, StemMultiplier = 1, ReductionCells = [1] };

    /// <summary>The cells of a genotype.</summary>
    public static DartsCellPlans Of(DartsGenotype genotype)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        return new(DartsCellPlan.Of(genotype.Normal), DartsCellPlan.Of(genotype.Reduce));
    }

    /// <summary>The cells of a supernet.</summary>
    public static DartsCellPlans Of(DartsSupernet supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return new(DartsCellPlan.Of(supernet.Normal), DartsCellPlan.Of(supernet.Reduce));
    }

    /// <summary>
    /// Input-independent where the nodes that the reduction cell concatenates have no way to the image in the networks of a normal and a reduction cell.
    /// There are always parameters: those of the stem and in front of the cells.
    /// </summary>
    public NetworkDefect Defect() =>
        Reduce.DependsOnImage(first: true, Normal.DependsOnImage(first: true, second: true)) ? NetworkDefect.None : NetworkDefect.InputIndependent;

    /// <summary>The network of the tangent kernel: C = 1, a stem of as many channels, a normal and a reduction cell.</summary>
    public Graph Tangent(ImageShape image, int classes) => Network(TangentSkeleton with { Classes = classes }, image);

    /// <summary>The thin network: see <see cref="DartsNetworkBuilder.Thin(DartsCellPlan, DartsCellPlan, int)"/>.</summary>
    public Graph Thin(int side) => DartsNetworkBuilder.Thin(Normal, Reduce, side);

    /// <summary>A network as large as one for training.</summary>
    public Graph Sized(DartsStem stem, ImageShape image, int classes, int channels, int cells) =>
        Network(new() { Stem = stem, Channels = channels, Cells = cells, Classes = classes }, image);

    /// <summary>Whether the logits of a network depend on its image.</summary>
    public bool DependsOnImage(DartsSkeleton skeleton)
    {
        skeleton.RequireCells();
        (bool before, bool previous) = (true, true);
        for (int index = 0; index < skeleton.Cells; index++)
            (before, previous) = (previous, (skeleton.ReductionCells.Contains(index) ? Reduce : Normal).DependsOnImage(before, previous));
        return previous;
    }

    /// <summary>The network of a skeleton, for its own images.</summary>
    public Graph Network(DartsSkeleton skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return Network(skeleton, new(skeleton.ImageChannels, skeleton.ImageSize, skeleton.ImageSize));
    }

    /// <summary>The network of a skeleton for other images.</summary>
    /// <param name="skeleton">Stem, channels, cells, classes.</param>
    /// <param name="image">Shape of an image, in place of the skeleton's.</param>
    /// <param name="dropsPaths">True for a place where the path is dropped behind every operation but the identity.</param>
    public Graph Network(DartsSkeleton skeleton, ImageShape image, bool dropsPaths = false) =>
        DartsNetworkBuilder.Network(Normal, Reduce, skeleton, new TensorShape(image.Channels, image.Height, image.Width), dropsPaths);
}
