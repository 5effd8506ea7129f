using System.Globalization;
using Tegula.Architectures;
using Tegula.Architectures.Custom;
using Tegula.Architectures.Models;
using Tegula.Compute;
using Tegula.Compute.Graphs;
using Tegula.Datasets;
using Tegula.Networks.Custom;
using Tegula.Networks.Internals;

namespace Tegula.Networks;

/// <summary>The network of any architecture: images in, one logit per class out.</summary>
/// <remarks>
/// <para>
/// Networks have the parameters and, rounding of odd images aside, the multiply-accumulates that <see cref="ArchitectureCost"/> counts; of cells, those of
/// their live part. A model is built for the image and the classes in its own text, and others are refused: <see cref="Fitted"/> sets them. The colours
/// of the image may be any; counts are for three.
/// </para>
/// <para>
/// DAGs and MLPs read the image as one row of numbers. A DAG begins with a linear map to its width and the activation, so that its skips fit; its linear
/// edges have no bias, its classifier has one.
/// </para>
/// <para>
/// Paths can be dropped behind every operation of a cell that is not the identity, before the sum of its node, and behind the convolutions of a residual
/// block, before its shortcut is added.
/// </para>
/// </remarks>
public static class ArchitectureNetwork
{
    private const NetworkOptionUses NasBench201Uses = NetworkOptionUses.Cells | NetworkOptionUses.DropPath;
    private const NetworkOptionUses DartsUses = NasBench201Uses | NetworkOptionUses.Stem | NetworkOptionUses.AuxiliaryHead;

    // Far beyond any network that can be held; what is counted of fewer channels stays within 32 bits.
    private const int MostChannels = 1 << 20;

    // The deepest networks that were ever trained have some thousand.
    private const int MostCells = 1 << 14;

    /// <summary>Builds the network.</summary>
    /// <param name="architecture">A cell, a genotype, a supernet, a DAG or a model.</param>
    /// <param name="image">Shape of an image; samples of n features are n x 1 x 1.</param>
    /// <param name="classes">Logits, at least 1; with an auxiliary head they are followed by as many of that head.</param>
    /// <param name="options">What the architecture leaves open.</param>
    /// <returns>The network; its output has one pixel and a channel for each logit.</returns>
    /// <exception cref="ArgumentException">
    /// The architecture is for other images or classes, its output does not depend on the image, or an option means nothing for it; one line says what would be
    /// right.
    /// </exception>
    public static Graph Build(IArchitecture architecture, ImageShape image, int classes, NetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(options);
        (NetworkOptionUses uses, string name) = Describe(architecture);
        options.RequireUse(uses, name);
        if (classes < 1) throw new ArgumentException($"{classes} classes are not enough; a network needs at least 1");
        RequireSizes(architecture, image, classes);
        RequireChannels(options.Channels ?? 1);
        if (options.Cells > MostCells)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{options.Cells:N0} cells are too many; give at most {MostCells:N0}"));
        var input = new TensorShape(image.Channels, image.Height, image.Width);
        return architecture switch
        {
            NasBench201Cell cell => Of(CellComputation.Of(cell), image, classes, options),
            NasBench201Supernet supernet => Of(CellComputation.Of(supernet), image, classes, options),
            CustomCell cell => Of(CustomComputation.Of(cell), image, classes, options),
            CustomSupernet supernet => Of(CustomComputation.Of(supernet), image, classes, options),
            DartsGenotype genotype => Of(DartsCellPlans.Of(genotype), image, classes, options),
            DartsSupernet supernet => Of(DartsCellPlans.Of(supernet), image, classes, options),
            DagArchitecture dag => DagNetwork.Build(dag, input, classes, options),
            DenseNetMlp model => DenseNetMlpNetwork.Build(model, input, options.Activation),
            DenseNetCnn model => DenseNetCnnNetwork.Build(model, input),
            ResNet model => ResNetNetwork.Build(model, input, options.DropsPaths),
            CifarResNet model => CifarResNetNetwork.Build(model, input, options.DropsPaths),
            WideResNet model => WideResNetNetwork.Build(model, input, options.DropsPaths),
            MobileNetV2 model => MobileNetV2Network.Build(model, input, options.DropsPaths),
            DenseNet model => DenseNetNetwork.Build(model, input),
            Vgg model => VggNetwork.Build(model, input),
            _ => throw Unknown(architecture),
        };
    }

    /// <summary>The architecture for images and classes of a data set: a model with its sizes set, anything else as it is.</summary>
    /// <param name="architecture">What is to be trained.</param>
    /// <param name="image">Shape of an image.</param>
    /// <param name="classes">Classes, at least 1.</param>
    /// <exception cref="ArgumentException">There is no such model: images of a convolutional one are square, and large enough for its strides.</exception>
    public static IArchitecture Fitted(IArchitecture architecture, ImageShape image, int classes)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return architecture switch
        {
            DenseNetMlp model => model with { Inputs = image.Length, Classes = classes },
            ImageClassifier model => model with { Image = Side(model, image), Classes = classes },
            _ => architecture,
        };
    }

    private static Graph Of(CellComputation cell, ImageShape image, int classes, NetworkOptions options) => NasBench201Network.Build(
        cell,
        NasBench201Skeleton.For(
            image, classes, options.Channels ?? NasBench201Skeleton.Cifar10.Channels, options.Cells ?? NasBench201Skeleton.Cifar10.CellsPerStage),
        options.DropsPaths);

    private static Graph Of(CustomComputation cell, ImageShape image, int classes, NetworkOptions options)
    {
        CustomSkeleton skeleton = cell.Definition.Skeleton;
        int channels = options.Channels ?? skeleton.Channels;
        RequireChannels(channels * Math.Pow(skeleton.Growth, skeleton.Stages - 1));
        return CustomNetwork.Build(cell, image, classes, new(channels, options.Cells ?? skeleton.Cells), options.DropsPaths);
    }

    private static Graph Of(DartsCellPlans cells, ImageShape image, int classes, NetworkOptions options)
    {
        DartsSkeleton standard = options.Stem == DartsStem.ImageNet ? DartsSkeleton.ImageNet : DartsSkeleton.Cifar10;
        DartsSkeleton skeleton = standard with
        {
            Channels = options.Channels ?? standard.Channels,
            Cells = options.Cells ?? standard.Cells,
            Classes = classes,
            HasAuxiliaryHead = options.HasAuxiliaryHead,
        };
        if (!cells.DependsOnImage(skeleton)) throw new ArgumentException("the output of the cells is zero whatever the image; there is no network to build");
        return cells.Network(skeleton, image, options.DropsPaths);
    }

    private static (NetworkOptionUses Uses, string Name) Describe(IArchitecture architecture) => architecture switch
    {
        NasBench201Cell => (NasBench201Uses, "a NAS-Bench-201 cell"),
        NasBench201Supernet => (NasBench201Uses, "a NAS-Bench-201 supernet"),
        CustomCell cell => (NasBench201Uses, $"a cell of {cell.Definition.Name}"),
        CustomSupernet supernet => (NasBench201Uses, $"a supernet of {supernet.Definition.Name}"),
        DartsGenotype => (DartsUses, "a DARTS genotype"),
        DartsSupernet => (DartsUses, "a DARTS supernet"),
        DagArchitecture dag => (NetworkOptionUses.Width | NetworkOptionUses.Activation, $"the DAG {dag}"),
        DenseNetMlp model => (NetworkOptionUses.Activation, model.ToString()),
        ResNet or CifarResNet or WideResNet or MobileNetV2 => (NetworkOptionUses.DropPath, $"{architecture}"),
        ImageClassifier model => (NetworkOptionUses.None, $"{model}"),
        _ => throw Unknown(architecture),
    };

    private static void RequireSizes(IArchitecture architecture, ImageShape image, int classes)
    {
        string? own = architecture switch
        {
            DenseNetMlp model when model.Inputs != image.Length || model.Classes != classes => $"{model.Inputs} inputs and {model.Classes} classes",
            ImageClassifier model when model.Image != Side(model, image) || model.Classes != classes =>
                $"images of {model.Image} x {model.Image} pixels and {model.Classes} classes",
            _ => null,
        };
        if (own is null) return;
        IArchitecture fitted = Fitted(architecture, image, classes);
        throw new ArgumentException($"{architecture} is for {own}; for images of {image} and {classes} classes write {fitted}");
    }

    private static void RequireChannels(double channels)
    {
        if (channels <= MostChannels) return;
        throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{channels:N0} channels are too many; a stage has at most {MostChannels:N0}"));
    }

    private static int Side(ImageClassifier model, ImageShape image) => image.Height == image.Width
        ? image.Height
        : throw new ArgumentException($"{model} reads square images; those of {image} are not");

    private static ArgumentException Unknown(IArchitecture architecture) =>
        new($"no network is known for {architecture}; there are networks of cells, genotypes, supernets, DAGs and the models of the registry");
}
