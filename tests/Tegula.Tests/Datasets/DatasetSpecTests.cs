using Tegula.Datasets;

namespace Tegula.Tests.Datasets;

public sealed class DatasetSpecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("synthetic", "synthetic", "")]
    [InlineData("cifar10:some/file.bin", "cifar10", "some/file.bin")]
    [InlineData("mnist:C:\\data", "mnist", "C:\\data")]
    public void A_request_is_read_and_printed_again(string text, string id, string path)
    {
        DatasetSpec spec = DatasetSpec.Parse(text);
        (spec.Kind.Id, spec.Path).ShouldBe((id, path));
        spec.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("cifar10:some/file?size=64", "some/file?size=64")]
    [InlineData("images:photos?size=64", "photos")]
    [InlineData("images:photos", "photos")]
    [InlineData("images:what?size=8?size=64", "what?size=8")]
    public void A_location_is_the_path_without_a_size(string text, string location) => DatasetSpec.Parse(text).Location.ShouldBe(location);

    [Theory]
    [InlineData("")]
    [InlineData(":x")]
    [InlineData("CIFAR10:x")]
    [InlineData("seg21")]
    public void An_unknown_kind_is_an_error_that_lists_the_known_ones(string text)
    {
        string message = Should.Throw<DatasetException>(() => DatasetSpec.Parse(text)).Message;
        foreach (DatasetKind kind in DatasetRegistry.All)
            message.ShouldContain(kind.Syntax);
    }

    [Theory]
    [InlineData("cifar10", "the path is missing; write cifar10:DIR-or-FILE")]
    [InlineData("mnist:", "the path is missing; write mnist:DIR")]
    [InlineData("synthetic:", "takes no path")]
    [InlineData("synthetic:x", "takes no path")]
    public void A_path_that_is_missing_or_too_much_is_an_error(string text, string part) =>
        Should.Throw<DatasetException>(() => DatasetSpec.Parse(text)).Message.ShouldContain(part);

    [Fact]
    public void The_registry_describes_each_kind_under_its_own_id()
    {
        DatasetRegistry.All.Select(kind => kind.Id).Distinct().Count().ShouldBe(DatasetRegistry.All.Count);
        foreach (DatasetKind kind in DatasetRegistry.All)
        {
            kind.Syntax.Split(':')[0].ShouldBe(kind.Id);
            kind.Description.ShouldNotBeNullOrWhiteSpace();
            kind.ExpectedAt.ShouldNotBeNullOrWhiteSpace();
            DatasetRegistry.Find(kind.Id).ShouldBe(kind);
        }
    }

    [Fact]
    public void Values_are_stored_as_they_came_and_read_as_inputs()
    {
        ImageDataset dataset = DatasetSpec.Open($"cifar10:{_folder.Write("a.bin", TemporaryFolder.CifarRecords(2))}");
        float[] stored = new float[3072];
        float[] inputs = new float[3072];
        dataset.ReadStored(1, stored);
        dataset.ReadImage(1, inputs);
        double[] means = [0.4914, 0.4822, 0.4465];
        double[] deviations = [0.2470, 0.2435, 0.2616];
        for (int k = 0; k < stored.Length; k++)
        {
            stored[k].ShouldBe((7 + k) % 251);
            inputs[k].ShouldBe((float)((stored[k] / 255.0 - means[k / 1024]) / deviations[k / 1024]));
            dataset.Input(1, k).ShouldBe(inputs[k]);
        }

        dataset.InputOfZero(2).ShouldBe((float)(-0.4465 / 0.2616));
    }

    [Fact]
    public void Every_built_in_kind_has_a_test_split_of_the_same_shape_and_other_samples()
    {
        foreach (DatasetKind kind in DatasetRegistry.All.Where(kind => !kind.NeedsPath))
        {
            var spec = DatasetSpec.Parse(kind.Id);
            ImageDataset train = spec.Load();
            ImageDataset test = spec.LoadTest().ShouldNotBeNull(kind.Id);
            (test.Id, test.Shape, test.ClassCount).ShouldBe((train.Id, train.Shape, train.ClassCount));
            test.ContentHash.ShouldNotBe(train.ContentHash);
        }
    }

    [Fact]
    public void Every_kind_with_a_path_reports_a_missing_one_in_one_line()
    {
        foreach (DatasetKind kind in DatasetRegistry.All.Where(kind => kind.NeedsPath))
        {
            string missing = Path.Combine(_folder.Path, "absent\nfile");
            string message = Should.Throw<DatasetException>(() => DatasetSpec.Open($"{kind.Id}:{missing}")).Message;
            message.ShouldContain("absent file: no such");
        }
    }

    [Fact]
    public void Reading_checks_the_index_and_the_length()
    {
        ImageDataset dataset = DatasetSpec.Open($"cifar10:{_folder.Write("a.bin", TemporaryFolder.CifarRecords(2))}");
        foreach (ImageDataset each in new[] { dataset, new SyntheticImageDataset(), SegmentedDatasets.Circle(20) })
        {
            Should.Throw<ArgumentOutOfRangeException>(() => each.Label(-1));
            Should.Throw<ArgumentOutOfRangeException>(() => each.Label(each.Count));
            Should.Throw<ArgumentOutOfRangeException>(() => each.Input(each.Count, 0));
            Should.Throw<ArgumentOutOfRangeException>(() => each.Input(0, each.Shape.Length));
            Should.Throw<ArgumentException>(() => each.ReadImage(0, new float[each.Shape.Length + 1])).Message.ShouldContain($"{each.Shape.Length} values");
            Should.Throw<ArgumentException>(() => each.ReadStored(0, new float[each.Shape.Length - 1])).Message.ShouldContain($"{each.Shape.Length} values");
        }
    }

    [Fact]
    public void Verifying_counts_classes_and_names_problems()
    {
        byte[] records = TemporaryFolder.CifarRecords(9);
        records.AsSpan(3073 + 1, 3072).Fill(9);
        DatasetReport report = DatasetVerifier.Verify($"cifar10:{_folder.Write("a.bin", records)}");
        report.Count.ShouldBe(9);
        report.ClassCounts.ShouldBe([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
        report.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(records)));
        report.Recognised.ShouldBeNull();
        report.IsOk.ShouldBeFalse();
        report.Problems.Count.ShouldBe(2);
        report.Problems[0].ShouldContain("no image of class 9");
        report.Problems[1].ShouldContain("1 images have one value everywhere");
    }

    [Fact]
    public void Verifying_what_cannot_be_opened_reports_why()
    {
        DatasetReport report = DatasetVerifier.Verify($"cifar10:{_folder.Write("a.bin", new byte[100])}");
        (report.IsOk, report.Count, report.Shape, report.Sha256).ShouldBe((false, 0, null, null));
        report.Problems.Single().ShouldContain("100 bytes over");
    }

    [Theory]
    [InlineData("synthetic", 400)]
    [InlineData("seg20", 30_000)]
    [InlineData("seg30", 30_000)]
    [InlineData("circle20", 30_000)]
    public void Verifying_the_built_in_data_recognises_it(string id, int each)
    {
        DatasetReport report = DatasetVerifier.Verify(id);
        report.IsOk.ShouldBeTrue();
        report.Recognised.ShouldNotBeNull();
        report.ClassCounts.ShouldAllBe(count => count == each);
    }
}
