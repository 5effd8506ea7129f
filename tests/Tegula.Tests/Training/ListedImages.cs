using Tegula.Compute;
using Tegula.Datasets;

namespace Tegula.Tests.Training;

/// <summary>Images given as bytes (image, channel, row, column).</summary>
internal sealed class ListedImages(ImageShape shape, byte[] pixels, int[] labels, int classes, double mean = 0.5, double deviation = 0.25)
    : PixelDataset("listed", "listed images", shape, classes, Normalize(shape.Channels, mean, deviation))
{
    public override int Count => labels.Length;

    /// <summary>Two classes of noisy 1 x 4 x 4 images: the left half is brighter, or the right one.</summary>
    public static ListedImages Halves(int count, ulong seed)
    {
        var random = new RandomStream(seed, "halves");
        byte[] pixels = [.. Enumerable.Range(0, count * 16).Select(i => (byte)(random.NextInt(128) + ((i % 4 < 2) == (i / 16 % 2 == 0) ? 64 : 0)))];
        return new(new(1, 4, 4), pixels, [.. Enumerable.Range(0, count).Select(i => i % 2)], 2);
    }

    public override int Label(int index) => labels[index];

    public override ReadOnlySpan<byte> Pixels(int index) => pixels.AsSpan(index * Shape.Length, Shape.Length);

    private static ImageNormalization Normalize(int channels, double mean, double deviation) =>
        new([.. Enumerable.Repeat(mean, channels)], [.. Enumerable.Repeat(deviation, channels)]);
}
