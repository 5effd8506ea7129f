namespace Tegula.Datasets;

/// <summary>The one list of data sets: command line, documentation and tests enumerate it.</summary>
public static class DatasetRegistry
{
    /// <summary>All kinds, the default first.</summary>
    public static IReadOnlyList<DatasetKind> All { get; } =
    [
        new(
            SyntheticImageDataset.SyntheticId,
            "synthetic",
            "coloured 3x32x32 images in 10 classes, painted by the program itself",
            "built in",
            _ => new SyntheticImageDataset(),
            _ => SyntheticImageDataset.OpenTest()),
        new(
            Cifar10Reader.Id,
            "cifar10:DIR-or-FILE",
            "CIFAR-10: photographs, 3x32x32, 10 classes",
            "DIR holds data_batch_1.bin to data_batch_5.bin (and test_batch.bin), or FILE has their layout; plain or gzip",
            Cifar10Reader.Open,
            Cifar10Reader.OpenTest),
        new(
            "mnist",
            "mnist:DIR",
            "MNIST: handwritten digits, 1x28x28, 10 classes",
            "DIR holds train-images-idx3-ubyte and train-labels-idx1-ubyte (and t10k-...), also with the prefix mnist-; plain or gzip",
            folder => IdxReader.Open("mnist", folder, ["mnist-"], ImageNormalization.Mnist),
            folder => IdxReader.OpenTest("mnist", folder, ["mnist-"], ImageNormalization.Mnist)),
        new(
            "fashion-mnist",
            "fashion-mnist:DIR",
            "Fashion-MNIST: pieces of clothing, 1x28x28, 10 classes",
            "DIR holds train-images-idx3-ubyte and train-labels-idx1-ubyte (and t10k-...), also with the prefix fashion-mnist-; plain or gzip",
            folder => IdxReader.Open("fashion-mnist", folder, ["fashion-mnist-"], ImageNormalization.FashionMnist),
            folder => IdxReader.OpenTest("fashion-mnist", folder, ["fashion-mnist-"], ImageNormalization.FashionMnist)),
        new(
            ImageFolderReader.Id,
            "images:DIR",
            "images of your own, each cut to its middle square and scaled to 3x32x32 (DIR?size=64: to 3x64x64)",
            "DIR holds one folder per class with PNG, JPEG or BMP files; or train/ and test/ (or val/) that hold such folders",
            ImageFolderReader.Open,
            ImageFolderReader.OpenTest),
        new(
            "seg20",
            "seg20",
            "the line [0, 1] in 20 segments of 2 alternating classes; 2 features, 60,000 samples",
            "built in",
            _ => SegmentedDatasets.Segments(20),
            _ => SegmentedDatasets.Segments(20, test: true)),
        new(
            "seg30",
            "seg30",
            "the line [0, 1] in 30 segments of 2 alternating classes; 2 features, 60,000 samples",
            "built in",
            _ => SegmentedDatasets.Segments(30),
            _ => SegmentedDatasets.Segments(30, test: true)),
        new(
            "circle20",
            "circle20",
            "the unit disc in 20 rings of 2 alternating classes; 2 features, 60,000 samples",
            "built in",
            _ => SegmentedDatasets.Circle(20),
            _ => SegmentedDatasets.Circle(20, test: true)),
    ];

    /// <summary>The kind with an id; null when there is none.</summary>
    public static DatasetKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);
}
