using Tegula.Datasets;

namespace Tegula.Networks.Internals;

/// <summary>What the networks in which architectures are measured ask of images.</summary>
internal static class ImageFit
{
    /// <summary>Checks images against the networks of a space.</summary>
    /// <param name="data">The training split.</param>
    /// <param name="sizeMultiple">See <see cref="IIndicatorNetworks{TArchitecture}.SizeMultiple"/>.</param>
    /// <exception cref="DatasetException">They are of one class, are no images, or cannot be divided as often as the networks divide them.</exception>
    public static void Require(ImageDataset data, int sizeMultiple)
    {
        if (data.ClassCount < 2)
            throw new DatasetException(data.Name, "there is one class only, and nothing to tell apart", "give at least two");
        (_, int rows, int columns) = data.Shape;
        if (rows % sizeMultiple == 0 && columns % sizeMultiple == 0)
            return;
        if (rows == 1 && columns == 1)
        {
            throw new DatasetException(
                data.Name, "these are features, and the networks of this space take images", "give images, such as those of 'tegula data list'");
        }

        int below = Math.Max(rows / sizeMultiple, 1) * sizeMultiple;
        throw new DatasetException(
            data.Name,
            $"images of {rows}x{columns} do not fit the networks of this space, which divide rows and columns by {sizeMultiple}",
            $"give a size that is a multiple of it, such as {below} or {below + sizeMultiple}");
    }
}
