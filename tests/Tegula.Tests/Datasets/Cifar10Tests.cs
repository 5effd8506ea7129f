using System.Security.Cryptography;
using Tegula.Datasets;

namespace Tegula.Tests.Datasets;

public sealed class Cifar10Tests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_gives_its_labels_and_normalised_pixels(bool compressed)
    {
        byte[] records = TemporaryFolder.CifarRecords(13);
        string path = _folder.Write("any.name", compressed ? TemporaryFolder.Gzip(records) : records);
        ImageDataset dataset = DatasetSpec.Open($"cifar10:{path}");
        (dataset.Id, dataset.Count, dataset.ClassCount, dataset.Shape).ShouldBe(("cifar10", 13, 10, new ImageShape(3, 32, 32)));

        double[] means = [0.4914, 0.4822, 0.4465];
        double[] deviations = [0.2470, 0.2435, 0.2616];
        float[] image = new float[3072];
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.Label(i).ShouldBe(i % 10);
            dataset.ReadImage(i, image);
            for (int k = 0; k < image.Length; k++)
                image[k].ShouldBe((float)(((7 * i + k) % 251 / 255.0 - means[k / 1024]) / deviations[k / 1024]));
        }

        dataset.ContentHash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(records)));
    }

    [Fact]
    public void A_folder_gives_its_five_files_in_order_plain_or_compressed()
    {
        int first = 0;
        for (int number = 1; number <= 5; number++)
        {
            byte[] records = TemporaryFolder.CifarRecords(number, first);
            first += number;
            if (number % 2 == 0)
                _folder.Write($"data_batch_{number}.bin.gz", TemporaryFolder.Gzip(records));
            else
                _folder.Write($"data_batch_{number}.bin", records);
        }

        ImageDataset dataset = DatasetSpec.Open($"cifar10:{_folder.Path}");
        dataset.Count.ShouldBe(15);
        dataset.ContentHash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(TemporaryFolder.CifarRecords(15))));
    }

    [Fact]
    public void A_folder_without_a_file_is_an_error_that_names_it()
    {
        foreach (int number in new[] { 1, 2, 4 })
            _folder.Write($"data_batch_{number}.bin", TemporaryFolder.CifarRecords(1));
        Fails(_folder.Path, _folder.Path, "lacks data_batch_3.bin, data_batch_5.bin;");
    }

    [Fact]
    public void The_test_file_of_a_folder_is_the_test_split()
    {
        DatasetSpec spec = DatasetSpec.Parse($"cifar10:{_folder.Path}");
        spec.LoadTest().ShouldBeNull();
        _folder.Write("test_batch.bin.gz", TemporaryFolder.Gzip(TemporaryFolder.CifarRecords(4, 5)));
        spec.LoadTest().ShouldNotBeNull().ContentHash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(TemporaryFolder.CifarRecords(4, 5))));
        DatasetSpec.Parse($"cifar10:{_folder.Write("a.bin", TemporaryFolder.CifarRecords(3))}").LoadTest().ShouldBeNull();
        _folder.Write("test_batch.bin", new byte[100]);
        Should.Throw<DatasetException>(spec.LoadTest).Message.ShouldContain("test_batch.bin: 100 bytes");
    }

    [Fact]
    public void A_missing_file_is_an_error() => Fails(Path.Combine(_folder.Path, "absent.bin"), "absent.bin", "no such file");

    [Fact]
    public void An_empty_file_is_an_error() => Fails(_folder.Write("a.bin", []), "a.bin", "empty");

    [Fact]
    public void A_gzip_of_nothing_is_an_error() =>
        Fails(_folder.Write("a.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]), "a.gz", "holds nothing");

    [Fact]
    public void A_truncated_file_is_an_error_that_says_how_many_bytes_are_over() =>
        Fails(_folder.Write("a.bin", TemporaryFolder.CifarRecords(3)[..^1000]), "8,219 bytes", "2 whole images and 2,073 bytes over", "multiple of 3,073");

    [Fact]
    public void A_label_above_nine_is_an_error_that_names_the_image()
    {
        byte[] records = TemporaryFolder.CifarRecords(4);
        records[2 * 3073] = 10;
        Fails(_folder.Write("a.bin", records), "image 2 has the label 10", "0 to 9");
    }

    [Fact]
    public void A_gzip_file_that_is_cut_off_is_an_error()
    {
        byte[] whole = TemporaryFolder.Gzip(TemporaryFolder.CifarRecords(5));
        foreach (int length in new[] { 2, 9, 12, whole.Length / 2, whole.Length - 9, whole.Length - 1 })
            Fails(_folder.Write("a.bin.gz", whole[..length]), "a.bin.gz", "cut off");
    }

    [Fact]
    public void Gzip_files_one_after_the_other_are_one_file()
    {
        byte[] both = [.. TemporaryFolder.Gzip(TemporaryFolder.CifarRecords(3)), .. TemporaryFolder.Gzip(TemporaryFolder.CifarRecords(2, first: 3))];
        ImageDataset dataset = DatasetSpec.Open($"cifar10:{_folder.Write("a.bin.gz", both)}");
        dataset.ContentHash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(TemporaryFolder.CifarRecords(5))));
        Fails(_folder.Write("a.bin.gz", both[..^1]), "cut off");
    }

    [Fact]
    public void A_gzip_file_with_a_changed_byte_is_an_error()
    {
        byte[] bytes = TemporaryFolder.Gzip(TemporaryFolder.CifarRecords(5));
        foreach (int place in new[] { 2, bytes.Length / 2, bytes.Length - 6 })
        {
            byte[] damaged = [.. bytes];
            damaged[place] ^= 0x55;
            Fails(_folder.Write("a.bin.gz", damaged), "gzip", "damaged");
        }
    }

    [Fact]
    public void The_real_images_are_read_and_recognised()
    {
        DatasetReport report = DatasetVerifier.Verify($"cifar10:{SharedData.FileOrSkip("cifar10-lossless-train4000.bin.gz")}");
        report.Problems.ShouldBeEmpty();
        report.Count.ShouldBe(4000);
        report.Recognised.ShouldNotBeNull().ShouldContain("CIFAR-10");
        report.ClassCounts.Sum().ShouldBe(4000);
        report.ClassCounts.ShouldAllBe(count => count > 350 && count < 450);
    }

    private static void Fails(string path, params string[] parts)
    {
        string message = Should.Throw<DatasetException>(() => DatasetSpec.Open($"cifar10:{path}")).Message;
        message.ShouldNotContain("\n");
        foreach (string part in parts)
            message.ShouldContain(part, Case.Sensitive);
    }
}
