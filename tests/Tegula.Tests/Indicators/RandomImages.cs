using Tegula.Compute;
using Tegula.Datasets;

namespace Tegula.Tests.Indicators;

/// <summary>Images of any shape whose pixels are random bytes, or all one byte; image i has class i mod the number of classes.</summary>
internal sealed class RandomImages : PixelDataset
{
    private readonly byte[] _pixels;

    public RandomImages(ImageShape shape, int count, int classes = 10, byte? constant = null)
        : base("random", "random images", shape, classes, new([.. Enumerable.Repeat(0.49, shape.Channels)], [.. Enumerable.Repeat(0.29, shape.Channels)]))
    {
        Count = count;
        _pixels = new byte[count * shape.Length];
        var random = new RandomStream(1, "pixels");
        for (int i = 0; i < _pixels.Length; i++) _pixels[i] = constant ?? (byte)random.NextInt(256);
    }

    public override int Count { get; }

    public override int Label(int index) => index % ClassCount;

    public override ReadOnlySpan<byte> Pixels(int index) => _pixels.AsSpan(index * Shape.Length, Shape.Length);
}
