using Tegula.Datasets;

namespace Tegula.Tests.Datasets;

public sealed class SamplerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_batch_has_the_sample_innermost()
    {
        ImageDataset dataset = Cifar(20);
        ImageBatch batch = MinibatchSampler.Draw(dataset, 7, seed: 1, repeat: 0);
        (batch.Size, batch.Shape, batch.ClassCount, batch.Images.Length).ShouldBe((7, dataset.Shape, 10, 7 * 3072));
        float[] image = new float[3072];
        for (int sample = 0; sample < 7; sample++)
        {
            batch.Labels[sample].ShouldBe(dataset.Label(batch.Indices[sample]));
            dataset.ReadImage(batch.Indices[sample], image);
            for (int channel = 0; channel < 3; channel++)
            {
                for (int row = 0; row < 32; row++)
                {
                    for (int column = 0; column < 32; column++)
                        batch.Images[((channel * 32 + row) * 32 + column) * 7 + sample].ShouldBe(image[channel * 1024 + row * 32 + column]);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    public void Training_and_held_out_batches_share_no_image(int size)
    {
        ImageDataset dataset = Cifar(20);
        for (int repeat = 0; repeat < 20; repeat++)
        {
            (ImageBatch train, ImageBatch heldOut) = MinibatchSampler.DrawWithHeldOut(dataset, size, 5, repeat);
            train.Indices.Concat(heldOut.Indices).Distinct().Count().ShouldBe(2 * size);
            train.Indices.Concat(heldOut.Indices).ShouldAllBe(index => index >= 0 && index < 20);
            MinibatchSampler.Draw(dataset, size, 5, repeat).Images.ShouldBe(train.Images);
        }
    }

    [Fact]
    public void Seed_and_repeat_decide_the_batch()
    {
        var dataset = new SyntheticImageDataset();
        int[] batch = MinibatchSampler.Draw(dataset, 16, 5, 2).Indices;
        MinibatchSampler.Draw(dataset, 16, 5, 2).Indices.ShouldBe(batch);
        MinibatchSampler.Draw(dataset, 16, 6, 2).Indices.ShouldNotBe(batch);
        MinibatchSampler.Draw(dataset, 16, 5, 3).Indices.ShouldNotBe(batch);
    }

    [Fact]
    public void The_first_samples_of_a_batch_are_the_shorter_draw()
    {
        var dataset = new SyntheticImageDataset();
        ImageBatch batch = MinibatchSampler.Draw(dataset, 16, 5, 2);
        ImageBatch shorter = MinibatchSampler.Draw(dataset, 5, 5, 2);
        ImageBatch first = batch.First(5);
        first.Images.ShouldBe(shorter.Images);
        (first.Labels, first.Indices).ShouldSatisfyAllConditions(pair => pair.Labels.ShouldBe(shorter.Labels), pair => pair.Indices.ShouldBe(shorter.Indices));
        batch.First(16).ShouldBeSameAs(batch);
    }

    [Fact]
    public void Every_image_is_drawn_equally_often()
    {
        const int Draws = 4000;
        ImageDataset dataset = Cifar(10);
        int[] first = new int[10];
        int[] heldOut = new int[10];
        for (int repeat = 0; repeat < Draws; repeat++)
        {
            (ImageBatch train, ImageBatch other) = MinibatchSampler.DrawWithHeldOut(dataset, 1, 3, repeat);
            first[train.Indices[0]]++;
            heldOut[other.Indices[0]]++;
        }

        // Chi-square with 9 degrees of freedom exceeds 34 with probability 1e-4.
        foreach (int[] histogram in new[] { first, heldOut })
            histogram.Sum(count => Math.Pow(count - Draws / 10.0, 2) / (Draws / 10.0)).ShouldBeLessThan(34);
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_an_error()
    {
        ImageDataset dataset = Cifar(9);
        MinibatchSampler.Draw(dataset, 9, 1, 0).Size.ShouldBe(9);
        Should.Throw<DatasetException>(() => MinibatchSampler.Draw(dataset, 10, 1, 0))
            .Message.ShouldContain("a batch of 10 is larger than the data, 9 images");
        Should.Throw<DatasetException>(() => MinibatchSampler.DrawWithHeldOut(dataset, 5, 1, 0))
            .Message.ShouldEndWith("need 10 images, the data has 9; use a batch of at most 4");
        Should.Throw<DatasetException>(() => MinibatchSampler.DrawWithHeldOut(Cifar(1), 1, 1, 0)).Message.ShouldEndWith("give more images");
        Should.Throw<ArgumentOutOfRangeException>(() => MinibatchSampler.Draw(dataset, 0, 1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => MinibatchSampler.Draw(dataset, 1, 1, -1));
    }

    [Fact]
    public void Every_crop_lies_in_some_image_and_all_places_are_reached()
    {
        const int Count = 3000;
        byte[] images = TemporaryFolder.IdxImages(3, 5, 4);
        for (int k = 0; k < 60; k++)
            images[16 + k] = (byte)k;
        _folder.Write("train-images-idx3-ubyte", images);
        _folder.Write("train-labels-idx1-ubyte", TemporaryFolder.IdxLabels(3));
        ImageDataset dataset = DatasetSpec.Open($"mnist:{_folder.Path}");
        var places = new Dictionary<string, int>();
        float[] image = new float[20];
        for (int i = 0; i < 3; i++)
        {
            dataset.ReadImage(i, image);
            for (int top = 0; top < 3; top++)
            {
                for (int left = 0; left < 2; left++)
                    places.Add(Key(place => image[(top + place / 3) * 4 + left + place % 3]), 0);
            }
        }

        float[] crops = CropSampler.Draw(dataset, Count, 8, 0);
        crops.Length.ShouldBe(9 * Count);
        for (int sample = 0; sample < Count; sample++)
        {
            string key = Key(place => crops[place * Count + sample]);
            places.ShouldContainKey(key);
            places[key]++;
        }

        // 18 places; chi-square with 17 degrees of freedom exceeds 47 with probability 1e-4.
        places.Values.Sum(count => Math.Pow(count - Count / 18.0, 2) / (Count / 18.0)).ShouldBeLessThan(47);

        static string Key(Func<int, float> value) => string.Join(' ', Enumerable.Range(0, 9).Select(value));
    }

    [Fact]
    public void Crops_take_every_channel_with_its_own_normalisation()
    {
        // Constant channels 10, 20, 30: a crop shows which one it came from.
        byte[] record = new byte[3073];
        for (int k = 0; k < 3072; k++)
            record[1 + k] = (byte)(10 * (1 + k / 1024));
        var dataset = (PixelDataset)DatasetSpec.Open($"cifar10:{_folder.Write("a.bin", record)}");
        float[] crops = CropSampler.Draw(dataset, 300, 1, 0);
        float[] expected = [.. Enumerable.Range(0, 3).Select(channel => dataset.Normalization.Normalize(channel, (byte)(10 * (1 + channel))))];
        crops.Distinct().Order().ShouldBe(expected.Order());
    }

    [Fact]
    public void Seed_and_batch_decide_the_crops()
    {
        var dataset = new SyntheticImageDataset();
        float[] crops = CropSampler.Draw(dataset, 10, 1, 1);
        CropSampler.Draw(dataset, 10, 1, 1).ShouldBe(crops);
        CropSampler.Draw(dataset, 10, 1, 2).ShouldNotBe(crops);
        CropSampler.Draw(dataset, 10, 2, 1).ShouldNotBe(crops);
    }

    [Fact]
    public void Images_smaller_than_a_crop_are_an_error()
    {
        _folder.Write("train-images-idx3-ubyte", TemporaryFolder.IdxImages(3, 2, 4));
        _folder.Write("train-labels-idx1-ubyte", TemporaryFolder.IdxLabels(3));
        ImageDataset dataset = DatasetSpec.Open($"mnist:{_folder.Path}");
        Should.Throw<DatasetException>(() => CropSampler.Draw(dataset, 1, 1, 0)).Message.ShouldContain("2x4");
    }

    private ImageDataset Cifar(int count) => DatasetSpec.Open($"cifar10:{_folder.Write($"{count}.bin", TemporaryFolder.CifarRecords(count))}");
}
