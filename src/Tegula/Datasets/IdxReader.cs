using System.Buffers.Binary;

namespace Tegula.Datasets;

/// <summary>
/// Reads the training or the test images and labels of MNIST and Fashion-MNIST in IDX files: a big-endian magic number (2051 for images, 2049 for labels), the
/// sizes (count, rows, columns or count alone), then bytes.
/// </summary>
internal static class IdxReader
{
    private const uint ImageMagic = 2051;
    private const uint LabelMagic = 2049;
    private const int ImageHeader = 16;
    private const int LabelHeader = 8;
    private const int ClassCount = 10;

    /// <summary>Reads the two training files of a folder, plain or gzip, under their usual names or these with a prefix.</summary>
    /// <param name="id">The id of the data set.</param>
    /// <param name="folder">Where <c>train-images-idx3-ubyte</c> and <c>train-labels-idx1-ubyte</c> lie.</param>
    /// <param name="prefixes">Prefixes that the file names may have, besides none; earlier ones win.</param>
    /// <param name="normalization">One channel.</param>
    /// <exception cref="DatasetException">A file is missing, empty, damaged, of another format, or the two do not belong together.</exception>
    public static ImageDataset Open(string id, string folder, IReadOnlyList<string> prefixes, ImageNormalization normalization)
    {
        if (!Directory.Exists(folder))
        {
            string what = File.Exists(folder) ? "this is a file, not a folder" : "no such folder";
            throw new DatasetException(folder, what, "give the folder of train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or .gz");
        }

        return Read(
            id, folder, normalization, Require(folder, "train-images", "idx3-ubyte", prefixes), Require(folder, "train-labels", "idx1-ubyte", prefixes));
    }

    /// <summary>Reads the two test files of a folder, <c>t10k-images-idx3-ubyte</c> and <c>t10k-labels-idx1-ubyte</c>; null when it has neither.</summary>
    /// <param name="id">The id of the data set.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="prefixes">Prefixes that the file names may have, besides none; earlier ones win.</param>
    /// <param name="normalization">One channel.</param>
    /// <exception cref="DatasetException">One file is missing, or empty, damaged, of another format, or the two do not belong together.</exception>
    public static ImageDataset? OpenTest(string id, string folder, IReadOnlyList<string> prefixes, ImageNormalization normalization)
    {
        if (Find(folder, "t10k-images", "idx3-ubyte", prefixes) is null && Find(folder, "t10k-labels", "idx1-ubyte", prefixes) is null) return null;
        return Read(id, folder, normalization, Require(folder, "t10k-images", "idx3-ubyte", prefixes), Require(folder, "t10k-labels", "idx1-ubyte", prefixes));
    }

    private static StoredImageDataset Read(string id, string folder, ImageNormalization normalization, string imageFile, string labelFile)
    {
        (ImageShape shape, byte[] pixels) = ReadImages(imageFile);
        byte[] labels = ReadLabels(labelFile);
        int count = pixels.Length / shape.Length;
        if (labels.Length != count)
        {
            throw new DatasetException(
                labelFile, $"{labels.Length:N0} labels for {count:N0} images in {Path.GetFileName(imageFile)}", "both files come from the same set");
        }

        return new StoredImageDataset(id, folder, shape, ClassCount, normalization, pixels, labels);
    }

    private static string? Find(string folder, string stem, string extension, IReadOnlyList<string> prefixes)
    {
        IEnumerable<string> names = prefixes.Append("").SelectMany(prefix => new[] { $"{prefix}{stem}-{extension}", $"{prefix}{stem}.{extension}" });
        return DataFile.Find(folder, names);
    }

    private static string Require(string folder, string stem, string extension, IReadOnlyList<string> prefixes)
    {
        return Find(folder, stem, extension, prefixes)
            ?? throw new DatasetException(folder, $"the folder lacks {stem}-{extension}", "the file may be plain or .gz, under its usual name");
    }

    private static (ImageShape Shape, byte[] Pixels) ReadImages(string file)
    {
        byte[] bytes = DataFile.ReadAllBytes(file);
        CheckHeader(file, bytes, ImageMagic, ImageHeader, "images");
        uint count = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4));
        uint rows = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8));
        uint columns = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12));
        const uint MaxSide = 4096;
        if (count == 0 || rows is 0 or > MaxSide || columns is 0 or > MaxSide)
        {
            throw new DatasetException(
                file, $"the header states {count:N0} images of {rows:N0}x{columns:N0}", $"at least one image with sides of 1 to {MaxSide:N0} pixels is needed");
        }

        CheckLength(file, bytes.Length - ImageHeader, (UInt128)count * rows * columns, $"{count:N0} images of {rows}x{columns}");
        return (new ImageShape(1, (int)rows, (int)columns), bytes[ImageHeader..]);
    }

    private static byte[] ReadLabels(string file)
    {
        byte[] bytes = DataFile.ReadAllBytes(file);
        CheckHeader(file, bytes, LabelMagic, LabelHeader, "labels");
        uint count = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(4));
        CheckLength(file, bytes.Length - LabelHeader, count, $"{count:N0} labels");
        byte[] labels = bytes[LabelHeader..];
        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(ClassCount - 1));
        if (wrong >= 0)
            throw new DatasetException(file, $"image {wrong:N0} has the label {labels[wrong]}", $"labels are 0 to {ClassCount - 1}");
        return labels;
    }

    private static void CheckHeader(string file, byte[] bytes, uint magic, int header, string content)
    {
        if (bytes.Length < header)
        {
            throw new DatasetException(
                file, $"{bytes.Length:N0} bytes are less than the header of an IDX file of {content}", $"the header alone has {header} bytes");
        }

        uint found = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (found != magic)
            throw new DatasetException(file, $"the magic number is {found}", $"an IDX file of {content} begins with {magic}, big-endian");
    }

    private static void CheckLength(string file, long found, UInt128 expected, string content)
    {
        if (expected != (UInt128)found)
        {
            throw new DatasetException(
                file, $"{found:N0} bytes follow the header", $"{content} need {(decimal)expected:N0}, so the file is cut off or has bytes over");
        }
    }
}
