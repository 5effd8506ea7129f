namespace Tegula.Datasets;

/// <summary>Reads CIFAR-10 in its binary layout: records of one label byte (0 to 9) and 3,072 pixel bytes (channel, row, column), 3x32x32.</summary>
internal static class Cifar10Reader
{
    /// <summary>The id of the data set.</summary>
    public const string Id = "cifar10";

    private const int ClassCount = 10;

    private static readonly ImageShape Shape = new(3, 32, 32);
    private static readonly int RecordLength = 1 + Shape.Length;
    private static readonly string[] BatchNames = [.. Enumerable.Range(1, 5).Select(number => $"data_batch_{number}.bin")];

    /// <summary>Reads one file of records, or a folder that holds the five training files; each plain or gzip.</summary>
    /// <exception cref="DatasetException">A file is missing, empty, damaged or of a wrong size, or has a label above 9.</exception>
    public static ImageDataset Open(string path) => Read(path, Files(path));

    /// <summary>Reads the test file, plain or gzip, of a folder; null when the folder lacks it or the path is a file.</summary>
    /// <exception cref="DatasetException">The file is empty, damaged or of a wrong size, or has a label above 9.</exception>
    public static ImageDataset? OpenTest(string path) => DataFile.Find(path, ["test_batch.bin"]) is { } file ? Read(file, [file]) : null;

    private static StoredImageDataset Read(string path, IReadOnlyList<string> names)
    {
        byte[][] files = [.. names.Select(ReadRecords)];
        long count = files.Sum(file => (long)file.Length / RecordLength);
        if (count * Shape.Length > Array.MaxLength)
            throw new DatasetException(path, $"{count:N0} images are too many to be kept in memory", "give a smaller file");
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * Shape.Length];
        int image = 0;
        foreach (byte[] file in files)
        {
            for (int start = 0; start < file.Length; start += RecordLength, image++)
            {
                labels[image] = file[start];
                file.AsSpan(start + 1, Shape.Length).CopyTo(pixels.AsSpan(image * Shape.Length));
            }
        }

        return new StoredImageDataset(Id, path, Shape, ClassCount, ImageNormalization.Cifar10, pixels, labels);
    }

    private static string[] Files(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        string?[] found = [.. BatchNames.Select(name => DataFile.Find(path, [name]))];
        string[] missing = [.. BatchNames.Where((_, i) => found[i] is null)];
        if (missing.Length > 0)
        {
            throw new DatasetException(
                path,
                $"the folder lacks {string.Join(", ", missing)}",
                "give the folder of data_batch_1.bin to data_batch_5.bin, plain or .gz, or one file in their layout");
        }

        return [.. found.OfType<string>()];
    }

    private static byte[] ReadRecords(string file)
    {
        byte[] bytes = DataFile.ReadAllBytes(file);
        (int records, int over) = Math.DivRem(bytes.Length, RecordLength);
        if (over != 0)
        {
            throw new DatasetException(
                file,
                $"{bytes.Length:N0} bytes are {records:N0} whole images and {over:N0} bytes over",
                $"a CIFAR-10 file is a multiple of {RecordLength:N0} bytes long (1 label, {Shape.Length:N0} pixels), so it is cut off or of another format");
        }

        for (int record = 0; record < records; record++)
        {
            byte label = bytes[record * RecordLength];
            if (label >= ClassCount)
            {
                throw new DatasetException(
                    file, $"image {record:N0} has the label {label}", "labels of CIFAR-10 are 0 to 9, so the file is damaged or of another format");
            }
        }

        return bytes;
    }
}
