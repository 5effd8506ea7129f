using Tegula.Compute;
using Tegula.Datasets;

namespace Tegula.Training;

/// <summary>
/// Changes images as an <see cref="Augmentation"/> says, each as a function of (seed, repeat, epoch, image) alone. Not safe for two threads at once.
/// </summary>
public sealed class ImageAugmenter
{
    private readonly Augmentation _changes;
    private readonly ImageShape _shape;
    private readonly float[] _black;
    private readonly float[] _copy;
    private readonly ulong _seed;
    private readonly ulong _repeat;

    /// <summary>An augmenter of the images of one data set.</summary>
    /// <param name="data">The images, which know what black is.</param>
    /// <param name="options">What is changed, seed and repeat.</param>
    /// <exception cref="ArgumentException">The samples are no images: they have one pixel.</exception>
    public ImageAugmenter(ImageDataset data, TrainingOptions options)
    {
        _changes = options.Augmentation;
        _shape = data.Shape;
        if (!_changes.IsNone && _shape.Height * _shape.Width == 1)
            throw new ArgumentException($"{data.Name} has samples of one pixel, which cannot be cropped, flipped or cut out; train on it without augmentation");
        _black = [.. Enumerable.Range(0, _shape.Channels).Select(data.InputOfZero)];
        _copy = new float[_shape.Length];
        _seed = options.Seed;
        _repeat = (ulong)options.Repeat;
    }

    /// <summary>Changes one image.</summary>
    /// <param name="image">Normalised, (channel, row, column); changed in place.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="index">Which image of the data it is.</param>
    public void Apply(Span<float> image, int epoch, int index)
    {
        if (_changes.IsNone) return;
        var random = new RandomStream(_seed, "augmentation", _repeat, (ulong)epoch, (ulong)index);
        if (_changes.Crop > 0)
            Shift(image, random.NextInt((2 * _changes.Crop) + 1) - _changes.Crop, random.NextInt((2 * _changes.Crop) + 1) - _changes.Crop);
        if (_changes.Flip && random.NextInt(2) == 1) Mirror(image);
        if (_changes.Cutout > 0) CutOut(image, random.NextInt(_shape.Height), random.NextInt(_shape.Width));
    }

    // Row y of the result is row y + down of the image, black where there is none.
    private void Shift(Span<float> image, int down, int right)
    {
        image.CopyTo(_copy);
        int from = Math.Max(0, -right);
        int to = Math.Min(_shape.Width, _shape.Width - right);
        for (int channel = 0; channel < _shape.Channels; channel++)
        {
            for (int y = 0; y < _shape.Height; y++)
            {
                Span<float> row = image.Slice(((channel * _shape.Height) + y) * _shape.Width, _shape.Width);
                row.Fill(_black[channel]);
                if ((uint)(y + down) >= (uint)_shape.Height || to <= from) continue;
                _copy.AsSpan((((channel * _shape.Height) + y + down) * _shape.Width) + from + right, to - from).CopyTo(row[from..]);
            }
        }
    }

    private void Mirror(Span<float> image)
    {
        for (int row = 0; row < image.Length; row += _shape.Width) image.Slice(row, _shape.Width).Reverse();
    }

    private void CutOut(Span<float> image, int centerY, int centerX)
    {
        int top = centerY - (_changes.Cutout / 2);
        int left = centerX - (_changes.Cutout / 2);
        int from = Math.Max(0, left);
        int to = Math.Min(_shape.Width, left + _changes.Cutout);
        for (int channel = 0; channel < _shape.Channels; channel++)
        {
            for (int y = Math.Max(0, top); y < Math.Min(_shape.Height, top + _changes.Cutout); y++)
                image[((((channel * _shape.Height) + y) * _shape.Width) + from)..((((channel * _shape.Height) + y) * _shape.Width) + to)].Clear();
        }
    }
}
