namespace Tegula.Datasets;

/// <summary>Opens a data set and looks through all of it.</summary>
public static class DatasetVerifier
{
    private static readonly Dictionary<string, string> KnownContent = new()
    {
        [SyntheticImageDataset.ExpectedContentHash] = "the built-in synthetic images",
        ["635c4f1688c60116bb23169258dc2623539fac1eaf4c85482eac794418178e74"] = "the built-in training samples of seg20",
        ["dcf481846688b7e282aec488fb7616d5d49fb920dd2d2e8f623f621b8d18eb32"] = "the built-in training samples of seg30",
        ["422f02ed6870f1b72b47103d6a428957d6aef6e02033ccd59c87a845c42a8d3b"] = "the built-in training samples of circle20",
        ["baedb0edd00a28e97b281c967f6c7514bedfea1d17b30334caccd6ec0d75cf98"] = "the training images of MNIST, complete",
        ["0993cf8b8e43bc207603aef9787006995746513f5e3fa5a52e06d1b069926330"] = "the first 4,000 training images of CIFAR-10",
    };

    /// <summary>Counts training images and classes, hashes their content, reads the test images too, and lists what is wrong.</summary>
    /// <remarks>Data that cannot be opened is a problem in the report, not an exception.</remarks>
    /// <param name="data">A request as in <see cref="DatasetSpec"/>.</param>
    /// <exception cref="DatasetException">The request itself is wrong: an unknown kind, or no path.</exception>
    public static DatasetReport Verify(string data)
    {
        DatasetSpec spec = DatasetSpec.Parse(data);
        ImageDataset dataset;
        ImageDataset? test;
        try
        {
            dataset = spec.Load();
            test = spec.LoadTest();
        }
        catch (DatasetException error)
        {
            return new DatasetReport(data, 0, null, [], null, null, [error.Message]);
        }

        int[] classCounts = new int[dataset.ClassCount];
        float[] values = new float[dataset.Shape.Length];
        bool hasPixels = dataset.Shape is not { Height: 1, Width: 1 };
        int blank = 0;
        for (int i = 0; i < dataset.Count; i++)
        {
            classCounts[dataset.Label(i)]++;
            dataset.ReadStored(i, values);
            if (hasPixels && !values.AsSpan().ContainsAnyExcept(values[0]))
                blank++;
        }

        return new DatasetReport(
            data,
            dataset.Count,
            dataset.Shape,
            classCounts,
            dataset.ContentHash,
            KnownContent.GetValueOrDefault(dataset.ContentHash),
            [.. Problems(dataset, classCounts, blank)])
        {
            Notes = test is null ? dataset.Notes : [.. dataset.Notes, $"test images beside them: {test.Count:N0}"],
        };
    }

    private static IEnumerable<string> Problems(ImageDataset dataset, int[] classCounts, int blank)
    {
        if (dataset.ClassCount < 2)
            yield return $"{dataset.Name}: there is one class only, and nothing to tell apart; give at least two";
        int[] empty = [.. Enumerable.Range(0, classCounts.Length).Where(label => classCounts[label] == 0)];
        if (empty.Length > 0)
            yield return $"{dataset.Name}: no image of class {string.Join(", ", empty)}; each of the {dataset.ClassCount} classes should occur";
        if (blank > 0)
            yield return $"{dataset.Name}: {blank:N0} images have one value everywhere; images should differ from a blank";
    }
}
