namespace Tegula.Datasets;

/// <summary>
/// The built-in data: 4,000 coloured images of 3x32x32 in 10 classes of equal size, painted when first asked for, the same bits on every machine.
/// </summary>
/// <remarks>
/// Image i has class i mod 10. A class is a shape and the direction of the stripes inside it: shape = class mod 5 (disc, square, ring, cross, triangle);
/// direction = 36 degrees times (class mod 5) for the classes 0 to 4, and times (class mod 5 + 2) mod 5 for 5 to 9, so that shape or direction
/// alone leave two candidates. The hue of the stripes has its own mean per class, but spreads over those of the neighbours. Everything else is nuisance, drawn
/// anew for each image: place, size, stripe width and phase, tilt, hue, contrast, a two-coloured background with stripes of its own, and noise.
/// </remarks>
public sealed class SyntheticImageDataset : PixelDataset
{
    /// <summary>The id of the data set.</summary>
    public const string SyntheticId = "synthetic";

    /// <summary>The seed from which all images are painted.</summary>
    public const ulong Seed = 20_260_101;

    /// <summary>Number of images.</summary>
    public const int ImageCount = 4_000;

    /// <summary>Number of test images.</summary>
    public const int TestImageCount = 1_000;

    /// <summary>The <see cref="ImageDataset.ContentHash"/> that every machine must arrive at.</summary>
    public const string ExpectedContentHash = "d38fe8281471cc97b174832d71a0b504257a6e32321b77e7dc65413e28939f63";

    private const int Classes = 10;

    private readonly byte[]?[] _images;
    private readonly int _first;

    /// <summary>The training images; nothing is painted yet.</summary>
    public SyntheticImageDataset()
        : this(0, ImageCount)
    {
    }

    private SyntheticImageDataset(int first, int count)
        : base(
            SyntheticId,
            SyntheticId,
            new ImageShape(3, SyntheticPainter.Side, SyntheticPainter.Side),
            Classes,
            ImageNormalization.Synthetic)
    {
        _first = first;
        _images = new byte[count][];
    }

    /// <summary>The test images, painted like the training images from numbers that those do not use; nothing is painted yet.</summary>
    public static SyntheticImageDataset OpenTest() => new(ImageCount, TestImageCount);

    /// <inheritdoc/>
    public override int Count => _images.Length;

    /// <inheritdoc/>
    public override int Label(int index)
    {
        CheckIndex(index);
        return index % Classes;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Pixels(int index)
    {
        CheckIndex(index);

        // Two threads may paint the same image: they arrive at the same bytes, and either array will do.
        return _images[index] ??= SyntheticPainter.Paint(Seed, _first + index, index % Classes);
    }
}
