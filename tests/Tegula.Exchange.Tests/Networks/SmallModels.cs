using Tegula.Architectures.Models;

namespace Tegula.Exchange.Tests.Networks;

/// <summary>A small model of every family of the registry; families whose default is large are asked for in a small size.</summary>
public static class SmallModels
{
    // VGGs have half a gigabyte of weights, however small the image is; the smallest, which has all their kinds of layers, stands for them.
    private static readonly string[] TooLarge = ["vgg13", "vgg16", "vgg19"];

    /// <summary>Their texts.</summary>
    public static TheoryData<string> All =>
    [
        .. ModelRegistry.All.ExceptBy(TooLarge, family => family.Id).Select(family => family.Id switch
        {
            "mobilenet-v2" or "resnet18" or "resnet34" or "resnet50" or "resnet101" or "resnet152" => $"{family.Id}:width-mult=0.25",
            "densenet-cnn" or "densenet-cnn-dsconv" => $"{family.Id}:depth=16,wm=0.5,tc=20/30/40,seed=1",
            "wide-resnet" => $"{family.Id}:depth=16,width-mult=1.5",
            _ => family.Example,
        }),
    ];
}
