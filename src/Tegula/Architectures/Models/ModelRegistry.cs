using System.Collections.Immutable;
using Tegula.Architectures.Internals;
using Tegula.Architectures.Models.Internals;

namespace Tegula.Architectures.Models;

/// <summary>The one list of known network families: command line, documentation and tests enumerate it.</summary>
/// <remarks>
/// The text of a model is an id, an id and one value (<c>mobilenet-v2:1.4</c>), or an id and options
/// (<c>densenet-cnn:depth=40,wm=2,tc=60/130/170,seed=0</c>), as <see cref="object.ToString"/> of every model writes it.
/// </remarks>
public static class ModelRegistry
{
    private static readonly ModelOption WidthMultiplier = new("width-mult", "NUMBER", "width multiplier, above 0; default 1");
    private static readonly ModelOption Seed = new("seed", "N", "seed of the random links; default 0");
    private static readonly ModelOption CifarClasses = new("classes", "N", "classes; default 10");
    private static readonly ModelOption CifarImage = new("image", "N", "rows and columns of the image; default 32");
    private static readonly ModelOption ImageNetClasses = new("classes", "N", "classes; default 1000");
    private static readonly ModelOption ImageNetImage = new("image", "N", "rows and columns of the image; default 224");

    private static readonly ImmutableArray<ModelOption> CnnOptions =
    [
        new("depth", "N", "total depth, cells x d_c + 4", IsRequired: true),
        new("wm", "NUMBER", "width multiplier of 16, 32, 64 (, 128) channels; default 1"),
        new("w", "N/N/N", "channels of each cell, in place of wm"),
        new("tc", "N/N/N", "t_c of each of 3 or 4 cells, the most skip connections into a layer", IsRequired: true),
        Seed,
        CifarClasses,
        CifarImage,
    ];

    /// <summary>All families, in the order in which lists show them.</summary>
    public static ImmutableArray<ModelFamily> All { get; } =
    [
        new(
            MobileNetV2.Id,
            "MobileNet-v2 with a width multiplier and block counts",
            "mobilenet-v2:width-mult=0.9,blocks=2/3/4/5/4/3/1",
            [WidthMultiplier, new("blocks", "N/N/N/N/N/N/N", "blocks of each stage; default 1/2/3/4/3/3/1"), ImageNetClasses, ImageNetImage],
            options => MobileNet(options))
        {
            ShortOption = WidthMultiplier.Name,
        },
        new(
            DenseNetCnn.Id,
            "DenseNet-type CNN of 3 or 4 cells with random concatenation links",
            "densenet-cnn:depth=40,wm=2,tc=60/130/170,seed=0",
            CnnOptions,
            options => Cnn(options)),
        new(
            DenseNetCnn.SeparableId,
            "the same with depthwise-separable expansion blocks",
            "densenet-cnn-dsconv:depth=40,wm=2,tc=60/130/170,seed=0",
            CnnOptions.Add(new("expansion", "N", "hidden channels of a block in units of its width; default 1")),
            options => Cnn(options) with { IsSeparable = true, Expansion = options.Whole("expansion", 1) }),
        new(
            DenseNetMlp.Id,
            "DenseNet-type MLP of one cell with random concatenation links",
            "densenet-mlp:depth=32,w=8,tc=10,seed=0",
            [
                new("depth", "N", "d_c, layers of the cell", IsRequired: true),
                new("w", "N", "w_c, neurons of a layer; default 8"),
                new("tc", "N", "t_c, the most skip connections into a layer", IsRequired: true),
                Seed,
                new("inputs", "N", "neurons of the input; default 784"),
                CifarClasses,
            ],
            options => Mlp(options)),
        .. ResNet.Variants.Select(layers => new ModelFamily(
            $"resnet{layers}",
            $"ResNet-{layers} for ImageNet; width-mult widens its blocks",
            $"resnet{layers}:width-mult=1.5",
            [WidthMultiplier, ImageNetClasses, ImageNetImage],
            options => Sized(options, new ResNet(layers) { WidthMultiplier = options.Number(WidthMultiplier.Name, 1) }))),
        .. CifarResNet.Variants.Select(layers => new ModelFamily(
            $"resnet{layers}",
            $"ResNet-{layers} for CIFAR",
            $"resnet{layers}:classes=100",
            [CifarClasses, CifarImage],
            options => Sized(options, new CifarResNet(layers)))),
        new(
            WideResNet.Id,
            "Wide-ResNet for CIFAR",
            "wide-resnet:depth=28,width-mult=10",
            [
                new("depth", "N", "depth, 6n + 4; default 28"),
                WidthMultiplier with { Description = "width multiplier, above 0; default 10" },
                CifarClasses,
                CifarImage,
            ],
            options => Sized(options, new WideResNet(options.Whole("depth", 28), options.Number(WidthMultiplier.Name, 10)))),
        .. DenseNet.Variants.Select(layers => new ModelFamily(
            $"densenet{layers}",
            $"standard DenseNet-{layers} for ImageNet, all-to-all",
            $"densenet{layers}:classes=100",
            [ImageNetClasses, ImageNetImage],
            options => Sized(options, new DenseNet(layers)))),
        .. Vgg.Variants.Select(layers => new ModelFamily(
            $"vgg{layers}",
            $"VGG-{layers} for ImageNet, without skip connections",
            $"vgg{layers}:bn=true",
            [new("bn", "true|false", "a batch norm behind each convolution; default false"), ImageNetClasses, ImageNetImage],
            options => Sized(options, new Vgg(layers) { HasBatchNorm = options.Flag("bn") }))),
    ];

    /// <summary>The family with an id.</summary>
    /// <exception cref="ArchitectureFormatException">There is none; the message suggests the nearest and lists all.</exception>
    public static ModelFamily Get(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return All.FirstOrDefault(family => family.Id == id) ?? throw new ArchitectureFormatException(
            1,
            $"unknown model '{id}'; did you mean '{EditDistance.Nearest(id, All.Select(family => family.Id))}'? "
            + $"Known are {string.Join(", ", All.Select(family => family.Id))}");
    }

    /// <summary>Reads the text of a model.</summary>
    /// <exception cref="ArchitectureFormatException">The text is malformed or a number is out of its range; the message says where and how.</exception>
    public static IArchitecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (ModelFamily family, Dictionary<string, string> values, Dictionary<string, int> positions) = SpecificationParser.Parse(text.Trim(), Get);
        return Create(family, values, positions);
    }

    /// <summary>Makes a model from options.</summary>
    /// <param name="id">The family's id.</param>
    /// <param name="options">Values by name, such as <c>tc</c>: <c>60,130,170</c> (or with <c>/</c>).</param>
    /// <exception cref="ArchitectureFormatException">The id or an option is unknown, a needed one is missing, or a number is out of its range.</exception>
    public static IArchitecture Create(string id, IReadOnlyDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(Get(id), options, ImmutableDictionary<string, int>.Empty);
    }

    private static IArchitecture Create(ModelFamily family, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, int> positions)
    {
        var options = new ModelOptions(family, values, positions);
        try
        {
            return family.Create(options);
        }
        catch (ArgumentException exception)
        {
            throw new ArchitectureFormatException(1, $"{family.Id}: {exception.Message}");
        }
    }

    private static MobileNetV2 MobileNet(ModelOptions options) => Sized(options, new MobileNetV2(options.Number(WidthMultiplier.Name, 1))
    {
        Blocks = options.Has("blocks") ? options.List("blocks") : MobileNetV2.StandardBlocks,
    });

    private static DenseNetCnn Cnn(ModelOptions options)
    {
        if (options.Has("w") && options.Has("wm"))
            throw new ArgumentException("w and wm both set the channels; give one of them");
        (int depth, ImmutableArray<int> candidates) = (options.Whole("depth"), options.List("tc"));
        DenseNetCnn model = options.Has("w") ? new(depth, options.List("w"), candidates) : new(depth, options.Number("wm", 1), candidates);
        return Sized(options, model with { Seed = options.Seed(Seed.Name) });
    }

    // A new model has the sizes that are usual for its family; options say otherwise.
    private static TModel Sized<TModel>(ModelOptions options, TModel model)
        where TModel : ImageClassifier => model with
        {
            Classes = options.Whole(CifarClasses.Name, model.Classes),
            Image = options.Whole(CifarImage.Name, model.Image),
        };

    private static DenseNetMlp Mlp(ModelOptions options) => new(options.Whole("depth"), options.Whole("w", 8), options.Whole("tc"))
    {
        Seed = options.Seed(Seed.Name),
        Inputs = options.Whole("inputs", DenseNetMlp.DefaultInputs),
        Classes = options.Whole(CifarClasses.Name, DenseNetMlp.DefaultClasses),
    };
}
