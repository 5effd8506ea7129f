namespace Tegula.Datasets;

/// <summary>Opens a data set and looks through all of it.</summary>
public static class DatasetVerifier
{
    private static readonly Dictionary<string, string> KnownContent = new()
    {
        [SyntheticImageDataset.ExpectedContentHash] = "the built-in synthetic images",
        ["baedb0edd00a28e97b281c967f6c7514bedfea1d17b30334caccd6ec0d75cf98"] = "the training images of MNIST, complete",
        ["0993cf8b8e43bc207603aef9787006995746513f5e3fa5a52e06d1b069926330"] = "the first 4,000 training images of CIFAR-10",
    };

    /// <summary>Counts images and classes, hashes the content and lists what is wrong.</summary>
    /// <remarks>Data that cannot be opened is a problem in the report, not an exception.</remarks>
    /// <param name="data">A request as in <see cref="DatasetSpec"/>.</param>
    /// <exception cref="DatasetException">The request itself is wrong: an unknown kind, or no path.</exception>
    public static DatasetReport Verify(string data)
    {
        DatasetSpec spec = DatasetSpec.Parse(data);
        ImageDataset dataset;
        try
        {
            dataset = spec.Load();
        }
        catch (DatasetException error)
        {
            return new DatasetReport(data, 0, null, [], null, null, [error.Message]);
        }

        int[] classCounts = new int[dataset.ClassCount];
        int blank = 0;
        for (int i = 0; i < dataset.Count; i++)
        {
            classCounts[dataset.Label(i)]++;
            ReadOnlySpan<byte> pixels = dataset.Pixels(i);
            if (!pixels.ContainsAnyExcept(pixels[0]))
                blank++;
        }

        return new DatasetReport(
            data,
            dataset.Count,
            dataset.Shape,
            classCounts,
            dataset.ContentHash,
            KnownContent.GetValueOrDefault(dataset.ContentHash),
            [.. Problems(dataset, classCounts, blank)]);
    }

    private static IEnumerable<string> Problems(ImageDataset dataset, int[] classCounts, int blank)
    {
        int[] empty = [.. Enumerable.Range(0, classCounts.Length).Where(label => classCounts[label] == 0)];
        if (empty.Length > 0)
            yield return $"{dataset.Name}: no image of class {string.Join(", ", empty)}; each of the {dataset.ClassCount} classes should occur";
        if (blank > 0)
            yield return $"{dataset.Name}: {blank:N0} images have one value everywhere; images should differ from a blank";
    }
}
