using StbImageSharp;

namespace Tegula.Datasets;

/// <summary>A picture out of a PNG, JPEG or BMP file: 8 bits for each of red, green and blue.</summary>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Pixels">(row, column, channel).</param>
/// <remarks>
/// Grey becomes three equal channels, 16 bits are cut to the upper 8, transparency and the rotation that a camera noted are ignored. What a file's header
/// claims is checked before anything of its size is allocated, and a file that ends early is an error, not a picture with a grey rest.
/// </remarks>
internal sealed record ImageFile(int Width, int Height, byte[] Pixels)
{
    /// <summary>Pixels a file may have.</summary>
    public const int MaxPixels = 50_000_000;

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp"];

    /// <summary>True when a name ends as those of images do, in any case.</summary>
    public static bool HasExtension(string name) => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="DatasetException">The file is missing, unreadable, too large, damaged, cut off, or no image.</exception>
    public static ImageFile Read(string path)
    {
        byte[] bytes = DataFile.ReadAllBytes(path);
        try
        {
            (int width, int height) = ImageFileHeader.Check(bytes);
            if ((long)width * height > MaxPixels)
                throw new DatasetException(path, $"the image is said to have {width:N0} x {height:N0} pixels", $"at most {MaxPixels:N0} are read");
            var image = ImageResult.FromMemory(bytes, ColorComponents.RedGreenBlue);
            if ((image.Width, image.Height) != (width, height))
                throw new InvalidDataException($"{image.Width} x {image.Height} pixels were found where the header says {width} x {height}");
            return new ImageFile(width, height, image.Data);
        }
        catch (Exception error) when (error is not DatasetException and not OutOfMemoryException)
        {
            // The decoder has no exception of its own: what it meets in a damaged file surfaces as one of several kinds.
            string what = error is InvalidDataException ? error.Message : $"the image is damaged ({error.Message})";
            throw new DatasetException(path, what, "give a whole PNG, JPEG or BMP file, or take the file out of the folder", error);
        }
    }
}
