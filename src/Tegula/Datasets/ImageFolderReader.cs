namespace Tegula.Datasets;

/// <summary>Reads a folder of images with one folder per class, or with such folders in <c>train</c> and in <c>test</c> or <c>val</c>.</summary>
/// <remarks>
/// Classes are numbered by their folders' names and images follow by theirs, both in ordinal order. Every image is brought to one square size
/// (<see cref="SquareResizer"/>), and inputs are normalised by mean and standard deviation of each channel over all training pixels.
/// </remarks>
internal static class ImageFolderReader
{
    /// <summary>The id of the data set.</summary>
    public const string Id = "images";

    /// <summary>Rows and columns of an image when none are asked for.</summary>
    public const int DefaultSize = 32;

    private const int MinSize = 8;
    private const int MaxSize = 512;
    private const int MaxClasses = 256;
    private const string SizeMark = "?size=";
    private const string Layout = "give a folder that holds one folder of images per class";

    private const string TrainFolder = "train";

    private static readonly string[] TestFolders = ["test", "val"];

    /// <summary>Reads the training images: those in <c>DIR/train</c> where it holds folders, else those in DIR.</summary>
    /// <param name="path"><c>DIR</c>, or <c>DIR?size=N</c> for images of N x N pixels, 8 to 512.</param>
    /// <exception cref="DatasetException">A folder is missing or empty, there are too many classes, or an image cannot be read.</exception>
    public static ImageDataset Open(string path)
    {
        (string folder, int size) = Split(path);
        string training = TrainingFolder(folder);
        string[] classes = Classes(training);
        string[] beside = training == folder ? [] : [.. Folders(folder).Except([TrainFolder, .. TestFolders])];
        return Read(path, training, classes, classes, size, null, beside);
    }

    /// <summary>Reads the images in <c>DIR/test</c>, or else <c>DIR/val</c>; null when there is no such <c>DIR/train</c> beside them.</summary>
    /// <param name="path">As for <see cref="Open"/>.</param>
    /// <exception cref="DatasetException">A class does not occur in training, or as for <see cref="Open"/>.</exception>
    public static ImageDataset? OpenTest(string path)
    {
        (string folder, int size) = Split(path);
        string training = TrainingFolder(folder);
        string? test = TestFolders.Select(name => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists);
        if (training == folder || test is null) return null;
        string[] known = Classes(training);
        string[] classes = Classes(test);
        if (classes.Except(known).FirstOrDefault() is { } unknown)
        {
            throw new DatasetException(
                Path.Combine(test, unknown), "there is no training image of this class", $"the classes are those of {training}: {string.Join(", ", known)}");
        }

        ImageNormalization normalization = Read(path, training, known, known, size, null).Normalization;
        return Read(path, test, classes, known, size, normalization);
    }

    /// <summary>The folder of a request with or without a size, whatever that says.</summary>
    public static string FolderOf(string path) => path.LastIndexOf(SizeMark, StringComparison.Ordinal) is var mark and >= 0 ? path[..mark] : path;

    private static StoredImageDataset Read(
        string name, string folder, string[] classes, string[] known, int size, ImageNormalization? normalization, params string[] beside)
    {
        var shape = new ImageShape(3, size, size);
        List<(string File, byte Label)> images = [];
        int passed = 0;
        foreach (string each in classes)
        {
            string place = Path.Combine(folder, each);
            string[] entries = Entries(place, Directory.GetFileSystemEntries);
            string[] files = [.. entries.Where(entry => ImageFile.HasExtension(entry) && File.Exists(entry))];
            if (files.Length == 0)
                throw new DatasetException(place, "this class has no image", "put PNG, JPEG or BMP files into it, or take the folder away");
            passed += entries.Length - files.Length;
            byte label = (byte)Array.IndexOf(known, each);
            images.AddRange(files.Select(file => (file, label)));
        }

        if ((long)images.Count * shape.Length > Array.MaxLength)
        {
            throw new DatasetException(
                folder, $"{images.Count:N0} images of {shape} are too many to be kept in memory", $"ask for smaller ones, such as DIR{SizeMark}{MinSize}");
        }

        byte[] pixels = new byte[images.Count * shape.Length];
        for (int i = 0; i < images.Count; i++)
            SquareResizer.Resize(ImageFile.Read(images[i].File), size, pixels.AsSpan(i * shape.Length, shape.Length));
        return new StoredImageDataset(
            Id, name, shape, known.Length, normalization ?? ImageNormalization.Measure(pixels, shape), pixels, [.. images.Select(image => image.Label)])
        {
            Notes = [.. Notes(known, passed, beside)],
        };
    }

    private static IEnumerable<string> Notes(string[] known, int passed, string[] beside)
    {
        yield return $"classes, from 0: {string.Join(", ", known)}";
        if (passed > 0)
            yield return $"passed over, not named .png, .jpg, .jpeg or .bmp: {passed:N0} in the folders of the classes";
        if (beside.Length > 0)
            yield return $"passed over, beside '{TrainFolder}': {string.Join(", ", beside)}";
    }

    private static (string Folder, int Size) Split(string path)
    {
        int mark = path.LastIndexOf(SizeMark, StringComparison.Ordinal);
        if (mark < 0) return (path, DefaultSize);
        string text = path[(mark + SizeMark.Length)..];
        return int.TryParse(text, out int size) && size is >= MinSize and <= MaxSize
            ? (path[..mark], size)
            : throw new DatasetException(
                path, $"'{text}' is no size of an image", $"write a whole number from {MinSize} to {MaxSize}, such as {SizeMark}{DefaultSize}");
    }

    private static string TrainingFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DatasetException(folder, File.Exists(folder) ? "this is a file, not a folder" : "no such folder", Layout);
        string training = Path.Combine(folder, TrainFolder);

        // A folder of that name which holds the images itself is a class: vehicles have trains among them.
        return Directory.Exists(training) && Folders(training).Length > 0 ? training : folder;
    }

    private static string[] Classes(string folder)
    {
        string[] classes = Folders(folder);
        return classes.Length switch
        {
            0 => throw new DatasetException(folder, "the folder holds no folders", Layout),
            > MaxClasses => throw new DatasetException(folder, $"{classes.Length:N0} folders are as many classes", $"at most {MaxClasses} classes are read"),
            _ => classes,
        };
    }

    private static string[] Folders(string folder) =>
        [.. Entries(folder, Directory.GetDirectories).Select(each => Path.GetFileName(each)).Where(name => name[0] != '.')];

    private static string[] Entries(string folder, Func<string, string[]> list)
    {
        try
        {
            return [.. list(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(folder, $"the folder cannot be read ({error.Message})", "give a readable folder", error);
        }
    }
}
