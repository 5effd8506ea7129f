using Tegula.Datasets;

namespace Tegula.Tests.Datasets;

public sealed class IdxTests : IDisposable
{
    private const string Images = "train-images-idx3-ubyte";
    private const string Labels = "train-labels-idx1-ubyte";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mnist", "", false, 0.1307, 0.3081)]
    [InlineData("mnist", "", true, 0.1307, 0.3081)]
    [InlineData("mnist", "mnist-", true, 0.1307, 0.3081)]
    [InlineData("fashion-mnist", "", true, 0.2860, 0.3530)]
    [InlineData("fashion-mnist", "fashion-mnist-", false, 0.2860, 0.3530)]
    public void A_folder_gives_its_labels_and_normalised_pixels(string id, string prefix, bool compressed, double mean, double deviation)
    {
        Write(prefix, TemporaryFolder.IdxImages(12, 5, 4), TemporaryFolder.IdxLabels(12), compressed);
        ImageDataset dataset = DatasetSpec.Open($"{id}:{_folder.Path}");
        (dataset.Id, dataset.Count, dataset.ClassCount, dataset.Shape).ShouldBe((id, 12, 10, new ImageShape(1, 5, 4)));
        float[] image = new float[20];
        for (int i = 0; i < 12; i++)
        {
            dataset.Label(i).ShouldBe(i * 3 % 10);
            dataset.ReadImage(i, image);
            for (int k = 0; k < image.Length; k++)
                image[k].ShouldBe((float)(((16 + i * 20 + k) * 11 % 253 / 255.0 - mean) / deviation));
        }
    }

    [Fact]
    public void The_files_of_one_data_set_do_not_serve_another()
    {
        Write("mnist-", TemporaryFolder.IdxImages(2, 5, 4), TemporaryFolder.IdxLabels(2));
        Should.Throw<DatasetException>(() => DatasetSpec.Open($"fashion-mnist:{_folder.Path}"));
    }

    [Fact]
    public void A_wrong_magic_number_of_images_is_an_error()
    {
        Write("", TemporaryFolder.IdxImages(2, 5, 4, 2049), TemporaryFolder.IdxLabels(2));
        Fails(Images, "magic number is 2049", "2051");
    }

    [Fact]
    public void A_wrong_magic_number_of_labels_is_an_error()
    {
        Write("", TemporaryFolder.IdxImages(2, 5, 4), TemporaryFolder.IdxLabels(2, 7));
        Fails(Labels, "magic number is 7", "2049");
    }

    [Fact]
    public void Counts_that_differ_are_an_error()
    {
        Write("", TemporaryFolder.IdxImages(3, 5, 4), TemporaryFolder.IdxLabels(4));
        Fails(Labels, "4 labels for 3 images");
    }

    [Fact]
    public void A_file_that_is_cut_off_is_an_error()
    {
        Write("", TemporaryFolder.IdxImages(3, 5, 4)[..^1], TemporaryFolder.IdxLabels(3));
        Fails(Images, "59 bytes follow the header", "3 images of 5x4 need 60");
        Write("", TemporaryFolder.IdxImages(3, 5, 4), [.. TemporaryFolder.IdxLabels(3), 1]);
        Fails(Labels, "4 bytes follow the header", "3 labels need 3");
        Write("", TemporaryFolder.IdxImages(3, 5, 4)[..15], TemporaryFolder.IdxLabels(3));
        Fails(Images, "15 bytes", "16");
    }

    [Fact]
    public void A_header_that_states_no_image_or_a_giant_is_an_error()
    {
        Write("", TemporaryFolder.IdxImages(0, 5, 4), TemporaryFolder.IdxLabels(0));
        Fails(Images, "0 images");
        byte[] giant = TemporaryFolder.IdxImages(1, 5, 4);
        giant.AsSpan(4, 12).Fill(0xFF);
        Write("", giant, TemporaryFolder.IdxLabels(1));
        Fails(Images, "4,294,967,295");
    }

    [Fact]
    public void A_label_above_nine_is_an_error()
    {
        byte[] labels = TemporaryFolder.IdxLabels(3);
        labels[^1] = 10;
        Write("", TemporaryFolder.IdxImages(3, 5, 4), labels);
        Fails(Labels, "image 2 has the label 10");
    }

    [Fact]
    public void A_folder_without_the_files_is_an_error() => Fails(_folder.Path, "lacks train-images-idx3-ubyte");

    [Fact]
    public void A_folder_without_labels_is_an_error()
    {
        _folder.Write(Images, TemporaryFolder.IdxImages(2, 5, 4));
        Fails(_folder.Path, "lacks train-labels-idx1-ubyte");
    }

    [Fact]
    public void A_path_that_is_no_folder_is_an_error()
    {
        Should.Throw<DatasetException>(() => DatasetSpec.Open($"mnist:{_folder.Path}/absent")).Message.ShouldContain("no such folder");
        Should.Throw<DatasetException>(() => DatasetSpec.Open($"mnist:{_folder.Write("file", [1])}")).Message.ShouldContain("a file, not a folder");
    }

    [Fact]
    public void The_real_digits_are_read_and_recognised()
    {
        string images = SharedData.FileOrSkip("mnist-train-images-idx3-ubyte.gz");
        DatasetReport report = DatasetVerifier.Verify($"mnist:{Path.GetDirectoryName(images)}");
        report.Problems.ShouldBeEmpty();
        report.Shape.ShouldBe(new ImageShape(1, 28, 28));
        report.Recognised.ShouldNotBeNull().ShouldContain("MNIST");

        // Numbers of the ten digits in the training set, as published with it.
        report.ClassCounts.ShouldBe([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mnist-")]
    public void Test_files_beside_the_training_files_are_the_test_split(string prefix)
    {
        Write(prefix, TemporaryFolder.IdxImages(12, 5, 4), TemporaryFolder.IdxLabels(12));
        DatasetSpec spec = DatasetSpec.Parse($"mnist:{_folder.Path}");
        spec.LoadTest().ShouldBeNull();

        _folder.Write(prefix + "t10k-images-idx3-ubyte", TemporaryFolder.IdxImages(3, 5, 4));
        Should.Throw<DatasetException>(spec.LoadTest).Message.ShouldContain("lacks t10k-labels-idx1-ubyte");

        _folder.Write(prefix + "t10k-labels-idx1-ubyte", TemporaryFolder.IdxLabels(3));
        ImageDataset test = spec.LoadTest().ShouldNotBeNull();
        (test.Count, test.Shape, test.Label(2)).ShouldBe((3, new ImageShape(1, 5, 4), 6));
        test.Input(1, 2).ShouldBe((float)(((16 + 20 + 2) * 11 % 253 / 255.0 - 0.1307) / 0.3081));
        spec.Load().Count.ShouldBe(12);
    }

    [Fact]
    public void The_real_test_digits_are_read()
    {
        string images = SharedData.FileOrSkip("mnist-t10k-images-idx3-ubyte.gz");
        ImageDataset test = DatasetSpec.Parse($"mnist:{Path.GetDirectoryName(images)}").LoadTest().ShouldNotBeNull();

        // Numbers of the ten digits in the test set, as published with it.
        int[] counts = [.. Enumerable.Range(0, 10).Select(digit => Enumerable.Range(0, test.Count).Count(i => test.Label(i) == digit))];
        counts.ShouldBe([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    }

    private void Write(string prefix, byte[] images, byte[] labels, bool compressed = false)
    {
        _folder.Write(prefix + Images + (compressed ? ".gz" : ""), compressed ? TemporaryFolder.Gzip(images) : images);
        _folder.Write(prefix + Labels + (compressed ? ".gz" : ""), compressed ? TemporaryFolder.Gzip(labels) : labels);
    }

    private void Fails(params string[] parts)
    {
        string message = Should.Throw<DatasetException>(() => DatasetSpec.Open($"mnist:{_folder.Path}")).Message;
        message.ShouldNotContain("\n");
        foreach (string part in parts)
            message.ShouldContain(part, Case.Sensitive);
    }
}
