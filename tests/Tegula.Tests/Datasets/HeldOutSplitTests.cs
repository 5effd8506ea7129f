using Tegula.Datasets;
using Tegula.Tests.Indicators;

namespace Tegula.Tests.Datasets;

public sealed class HeldOutSplitTests
{
    private static readonly RandomImages Images = new(new(1, 5, 5), 30, 7);

    [Fact]
    public void Every_image_is_on_one_side()
    {
        (ImageDataset train, ImageDataset heldOut) = HeldOutSplit.Of(Images, 8, 1);

        train.Count.ShouldBe(22);
        heldOut.Count.ShouldBe(8);
        Texts(train).Concat(Texts(heldOut)).Order().ShouldBe(Texts(Images).Order());
        Texts(Images).Distinct().Count().ShouldBe(30);
        (train.Shape, train.ClassCount, train.Name, train.InputOfZero(0)).ShouldBe((Images.Shape, 7, Images.Name, Images.InputOfZero(0)));
    }

    [Fact]
    public void The_seed_decides()
    {
        Texts(HeldOutSplit.Of(Images, 8, 1).HeldOut).ShouldBe(Texts(HeldOutSplit.Of(Images, 8, 1).HeldOut));
        Texts(HeldOutSplit.Of(Images, 8, 1).HeldOut).ShouldNotBe(Texts(HeldOutSplit.Of(Images, 8, 2).HeldOut));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(-1)]
    public void Both_sides_need_an_image(int heldOut) =>
        Should.Throw<DatasetException>(() => HeldOutSplit.Of(Images, heldOut, 1))
            .Message.ShouldBe($"random images: {heldOut} of 30 images cannot be held out; hold out at least 1 image, and leave at least 1 to train on");

    [Fact]
    public void A_side_has_no_images_beyond_its_own()
    {
        ImageDataset heldOut = HeldOutSplit.Of(Images, 8, 1).HeldOut;
        Should.Throw<ArgumentOutOfRangeException>(() => heldOut.Label(8));
        Should.Throw<ArgumentOutOfRangeException>(() => heldOut.Input(-1, 0));
    }

    [Fact]
    public void A_side_reads_what_the_whole_reads()
    {
        ImageDataset heldOut = HeldOutSplit.Of(SegmentedDatasets.Circle(3), 5, 1).HeldOut;
        float[] sample = new float[2];
        for (int i = 0; i < 5; i++)
        {
            heldOut.ReadImage(i, sample);
            sample.ShouldBe([heldOut.Input(i, 0), heldOut.Input(i, 1)]);
            heldOut.Label(i).ShouldBe((int)(3 * Math.Sqrt(sample[0] * (double)sample[0] + sample[1] * (double)sample[1])) % 2);
        }

        heldOut.ContentHash.ShouldBe(HeldOutSplit.Of(SegmentedDatasets.Circle(3), 5, 1).HeldOut.ContentHash);
        heldOut.ContentHash.ShouldNotBe(HeldOutSplit.Of(SegmentedDatasets.Circle(3), 5, 2).HeldOut.ContentHash);
    }

    private static string[] Texts(ImageDataset data) =>
        [.. Enumerable.Range(0, data.Count).Select(i => $"{data.Label(i)} {string.Join(' ', Stored(data, i))}")];

    private static float[] Stored(ImageDataset data, int index)
    {
        float[] values = new float[data.Shape.Length];
        data.ReadStored(index, values);
        return values;
    }
}
