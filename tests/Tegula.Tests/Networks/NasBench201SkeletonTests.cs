using Tegula.Networks;

namespace Tegula.Tests.Networks;

public sealed class NasBench201SkeletonTests
{
    [Fact]
    public void The_defaults_are_the_benchmarks_network_for_cifar10()
    {
        NasBench201Skeleton skeleton = new();

        skeleton.ShouldBe(NasBench201Skeleton.Cifar10);
        skeleton.ShouldBe(new NasBench201Skeleton
        {
            Channels = 16,
            CellsPerStage = 5,
            ImageChannels = 3,
            ImageHeight = 32,
            ImageWidth = 32,
            Classes = 10,
        });
        NasBench201Skeleton.Cifar100.ShouldBe(skeleton with { Classes = 100 });
        NasBench201Skeleton.ImageNet16.ShouldBe(skeleton with { ImageHeight = 16, ImageWidth = 16, Classes = 120 });
    }

    [Fact]
    public void Stages_double_the_channels_and_halve_the_image()
    {
        NasBench201Skeleton skeleton = new() { Channels = 3, ImageHeight = 28, ImageWidth = 20 };

        skeleton.Stages.ShouldBe([new(3, 28, 20), new(6, 14, 10), new(12, 7, 5)]);
        skeleton.Stages[2].Pixels.ShouldBe(35);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Counts_must_be_positive(int value)
    {
        Should.Throw<ArgumentException>(() => new NasBench201Skeleton { Channels = value }).Message.ShouldBe($"Channels is {value}, expected at least 1");
        Should.Throw<ArgumentException>(() => new NasBench201Skeleton { CellsPerStage = value });
        Should.Throw<ArgumentException>(() => new NasBench201Skeleton { ImageChannels = value });
        Should.Throw<ArgumentException>(() => new NasBench201Skeleton { Classes = value });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(2)]
    [InlineData(30)]
    public void An_image_that_cannot_be_halved_twice_is_refused(int size)
    {
        Should.Throw<ArgumentException>(() => new NasBench201Skeleton { ImageHeight = size }).Message
            .ShouldBe($"ImageHeight is {size}, expected a positive multiple of 4: the network halves the image twice");
        Should.Throw<ArgumentException>(() => new NasBench201Skeleton { ImageWidth = size });
    }
}
