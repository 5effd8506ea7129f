using Tegula.Datasets;
using Tegula.Training;

namespace Tegula.Tests.Training;

/// <summary>Crops, mirrors, cut squares and dropped paths.</summary>
public sealed class AugmentationTests
{
    private const int Side = 6;
    private const int Area = Side * Side;

    // Two channels; every pixel has a value of its own, none of them black (-2) or the mean (0).
    private static readonly ListedImages Data = new(
        new(2, Side, Side), [.. Enumerable.Range(0, 2 * Area).Select(i => (byte)(1 + i + (i >= 66 ? 60 : 0)))], [0], 1);

    private static readonly float[] Image = Read(Data);
    private static readonly float Black = Data.InputOfZero(0);

    [Fact]
    public void A_crop_is_a_shifted_window_of_the_image_in_black_and_every_shift_occurs()
    {
        var seen = new HashSet<(int Down, int Right)>();
        foreach (float[] changed in Changed(new() { Crop = 2 }, 400))
        {
            var fits = Shifts(2).Where(shift => changed.SequenceEqual(Shifted(shift.Down, shift.Right))).ToList();
            fits.Count.ShouldBe(1);
            seen.Add(fits[0]);
        }

        seen.Count.ShouldBe(25);
    }

    [Fact]
    public void About_one_image_in_two_is_mirrored_and_the_others_are_untouched()
    {
        float[] mirrored = [.. Image.Chunk(Side).SelectMany(row => row.Reverse())];
        var all = Changed(new() { Flip = true }, 400).ToList();
        all.ShouldAllBe(changed => changed.SequenceEqual(mirrored) || changed.SequenceEqual(Image));

        // Five standard deviations of a fair coin.
        all.Count(changed => changed.SequenceEqual(mirrored)).ShouldBeInRange(150, 250);
    }

    [Fact]
    public void A_cut_square_is_the_same_in_all_channels_and_may_hang_over_the_edge()
    {
        var sizes = new HashSet<int>();
        foreach (float[] changed in Changed(new() { Cutout = 3 }, 300))
        {
            int[] gone = [.. Enumerable.Range(0, Area).Where(i => changed[i] == 0)];
            int[] rows = [.. gone.Select(i => i / Side).Distinct()];
            int[] columns = [.. gone.Select(i => i % Side).Distinct()];
            gone.Length.ShouldBe(rows.Length * columns.Length);
            (rows.Max() - rows.Min() + 1).ShouldBe(rows.Length);
            (columns.Max() - columns.Min() + 1).ShouldBe(columns.Length);
            for (int i = 0; i < 2 * Area; i++) changed[i].ShouldBe(gone.Contains(i % Area) ? 0 : Image[i]);
            sizes.Add(gone.Length);
        }

        sizes.Order().ShouldBe([4, 6, 9]);
    }

    [Fact]
    public void What_happens_to_an_image_belongs_to_seed_repeat_epoch_and_image_alone()
    {
        var options = new TrainingOptions { Seed = 5, Augmentation = Augmentation.Parse("crop,flip,cutout:2") };
        float[] Of(TrainingOptions with, int epoch, int index)
        {
            float[] image = [.. Image];
            new ImageAugmenter(Data, with).Apply(image, epoch, index);
            return image;
        }

        float[] changed = Of(options, 3, 8);
        var used = new ImageAugmenter(Data, options);
        used.Apply([.. Image], 1, 1);
        float[] again = [.. Image];
        used.Apply(again, 3, 8);
        again.ShouldBe(changed);
        foreach (float[] other in new[] { Of(options with { Seed = 6 }, 3, 8), Of(options with { Repeat = 1 }, 3, 8), Of(options, 4, 8), Of(options, 3, 9) })
            other.ShouldNotBe(changed);
    }

    [Theory]
    [InlineData("crop", 4, false, 0, "crop:4")]
    [InlineData("crop:2,flip", 2, true, 0, "crop:2,flip")]
    [InlineData("cutout:8,flip,crop", 4, true, 8, "crop:4,flip,cutout:8")]
    public void A_list_of_augmentations_is_read(string text, int crop, bool flip, int cutout, string written)
    {
        Augmentation read = Augmentation.Parse(text);
        read.ShouldBe(new Augmentation { Crop = crop, Flip = flip, Cutout = cutout });
        read.ToString().ShouldBe(written);
        Augmentation.Parse(written).ShouldBe(read);
        Augmentation.None.ToString().ShouldBe("none");
    }

    [Theory]
    [InlineData("")]
    [InlineData("rotate")]
    [InlineData("cutout")]
    [InlineData("flip:2")]
    [InlineData("crop:0")]
    [InlineData("crop,,flip")]
    public void Another_augmentation_is_refused(string text) =>
        Should.Throw<FormatException>(() => Augmentation.Parse(text)).Message
            .ShouldContain("is no augmentation; write crop, crop:PIXELS, flip or cutout:PIXELS");

    [Fact]
    public void Samples_of_one_pixel_are_not_augmented()
    {
        var points = new ListedImages(new(2, 1, 1), [1, 2], [0], 1);
        Should.Throw<ArgumentException>(() => new ImageAugmenter(points, new() { Augmentation = new() { Flip = true } })).Message.ShouldContain("one pixel");
        Should.NotThrow(() => new ImageAugmenter(points, new()));
    }

    [Fact]
    public void Paths_are_dropped_at_the_rate_and_the_kept_ones_scaled_so_that_the_mean_stays_one()
    {
        const int Paths = 50;
        int[] images = [.. Enumerable.Range(0, 200)];
        float[] factors = new float[Paths * images.Length];
        DropPathFactors.Draw(0.25, new() { Seed = 2 }, 1, images, factors);
        factors.ShouldAllBe(factor => factor == 0 || Math.Abs(factor - (4f / 3)) < 1e-6f);

        // The standard deviation of the share of 10,000 draws is 0.0043.
        ((double)factors.Count(factor => factor == 0) / factors.Length).ShouldBe(0.25, 0.022);

        float[] alone = new float[Paths];
        DropPathFactors.Draw(0.25, new() { Seed = 2 }, 1, [17], alone);
        alone.ShouldBe([.. Enumerable.Range(0, Paths).Select(path => factors[(path * images.Length) + 17])]);
        float[] none = new float[Paths];
        DropPathFactors.Draw(0, new(), 0, [17], none);
        none.ShouldAllBe(factor => factor == 1);
    }

    private static float[] Read(ImageDataset data)
    {
        float[] image = new float[data.Shape.Length];
        data.ReadImage(0, image);
        return image;
    }

    private static IEnumerable<float[]> Changed(Augmentation augmentation, int images)
    {
        var augmenter = new ImageAugmenter(Data, new() { Seed = 1, Augmentation = augmentation });
        for (int i = 0; i < images; i++)
        {
            float[] image = [.. Image];
            augmenter.Apply(image, 0, i);
            yield return image;
        }
    }

    private static IEnumerable<(int Down, int Right)> Shifts(int most) =>
        from down in Enumerable.Range(-most, (2 * most) + 1)
        from right in Enumerable.Range(-most, (2 * most) + 1)
        select (down, right);

    private static float[] Shifted(int down, int right) =>
    [
        .. Enumerable.Range(0, 2 * Area).Select(i =>
        {
            int y = (i % Area / Side) + down;
            int x = (i % Side) + right;
            return y is >= 0 and < Side && x is >= 0 and < Side ? Image[(i / Area * Area) + (y * Side) + x] : Black;
        }),
    ];
}
