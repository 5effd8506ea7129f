using Tegula.Datasets;

namespace Tegula.Tests.Datasets;

public sealed class SegmentedDatasetsTests
{
    // A feature is rounded to single precision, so that a position may lie this far beyond its piece.
    private const double Rounding = 1e-6;

    [Theory]
    [InlineData("seg20", 20)]
    [InlineData("seg30", 30)]
    [InlineData("circle20", 20)]
    public void Each_piece_holds_as_many_samples_and_labels_alternate(string id, int pieces)
    {
        foreach (bool isTest in new[] { false, true })
        {
            ImageDataset data = Open(id, isTest);
            (data.Id, data.Count, data.ClassCount, data.Shape).ShouldBe((id, isTest ? 12_000 : 60_000, 2, new ImageShape(2, 1, 1)));
            int[] counts = new int[pieces];
            for (int i = 0; i < data.Count; i++)
            {
                double position = Position(data, i);
                int piece = Enumerable.Range(0, pieces).First(k => position >= k / (double)pieces - Rounding && position <= (k + 1) / (double)pieces + Rounding
                    && k % 2 == data.Label(i));
                counts[piece]++;
            }

            // A sample within rounding of a border counts for the nearer piece of its own class.
            counts.ShouldAllBe(count => Math.Abs(count - data.Count / pieces) <= 2);
        }
    }

    [Theory]
    [InlineData("seg20", 20)]
    [InlineData("seg30", 30)]
    [InlineData("circle20", 20)]
    public void Positions_are_uniform_within_the_pieces(string id, int pieces)
    {
        ImageDataset data = Open(id, isTest: false);
        double[] within = [.. Enumerable.Range(0, data.Count).Select(i => Position(data, i) * pieces).Select(position => position - Math.Floor(position))];

        // Mean 1/2 and variance 1/12, within four standard errors.
        within.Average().ShouldBe(0.5, 4 * Math.Sqrt(1.0 / 12 / data.Count));
        within.Average(value => Math.Pow(value - 0.5, 2)).ShouldBe(1.0 / 12, 4 * Math.Sqrt(1.0 / 180 / data.Count));
    }

    /// <summary>Hashes of what a Python program of its own draws, with the random streams of tests/goldens/philox.py and its own cosine.</summary>
    [Theory]
    [InlineData(
        "seg20",
        "635c4f1688c60116bb23169258dc2623539fac1eaf4c85482eac794418178e74",
        "5675dfdd5c265dea53c7394bf7f35971e708abc403191cc58b48bcb2da635b73")]
    [InlineData(
        "seg30",
        "dcf481846688b7e282aec488fb7616d5d49fb920dd2d2e8f623f621b8d18eb32",
        "aafa51117a38242dff112d25fc31150ca455e086993b2471b471beb826298fc1")]
    [InlineData(
        "circle20",
        "422f02ed6870f1b72b47103d6a428957d6aef6e02033ccd59c87a845c42a8d3b",
        "99a77c9b7349bf05146911bad00a3b2079935d8ff73cff9745e26b4528510d1c")]
    public void The_bits_are_the_same_on_every_machine(string id, string train, string test)
    {
        Open(id, isTest: false).ContentHash.ShouldBe(train);
        Open(id, isTest: true).ContentHash.ShouldBe(test);
    }

    [Fact]
    public void Both_features_of_a_line_are_the_position()
    {
        ImageDataset data = Open("seg20", isTest: true);
        for (int i = 0; i < data.Count; i++)
            data.Input(i, 0).ShouldBe(data.Input(i, 1));
    }

    [Fact]
    public void Angles_of_the_disc_are_uniform()
    {
        ImageDataset data = Open("circle20", isTest: false);
        for (int harmonic = 1; harmonic <= 4; harmonic++)
        {
            double[] angles = [.. Enumerable.Range(0, data.Count).Select(i => Math.Atan2(data.Input(i, 1), data.Input(i, 0)))];
            double error = 4 * Math.Sqrt(0.5 / data.Count);
            angles.Average(angle => Math.Cos(harmonic * angle)).ShouldBe(0, error);
            angles.Average(angle => Math.Sin(harmonic * angle)).ShouldBe(0, error);
        }
    }

    [Theory]
    [InlineData(new float[] { 1, 2, 3 }, new byte[] { 0, 1 }, "3 features for 2 samples of 2x1x1; each sample has 2 features")]
    [InlineData(new float[] { 1, 2, 3, 4 }, new byte[] { 0, 2 }, "sample 1 has the label 2; labels are 0 to 1")]
    [InlineData(new float[] { 1, 2, float.NaN, 4 }, new byte[] { 0, 1 }, "sample 1 has a feature that is NaN; features are finite numbers")]
    [InlineData(new float[] { }, new byte[] { }, "there is no sample; at least one is needed")]
    public void Features_that_do_not_fit_are_refused(float[] features, byte[] labels, string message) =>
        Should.Throw<DatasetException>(() => new FeatureDataset("own", "own data", new ImageShape(2, 1, 1), 2, features, labels))
            .Message.ShouldBe($"own data: {message}");

    [Fact]
    public void The_hash_is_that_of_labels_and_little_endian_features()
    {
        var data = new FeatureDataset("own", "own data", new ImageShape(2, 1, 1), 3, [1, -2.5f, 0, 3e-9f], [2, 1]);
        byte[] bytes = [2, .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-2.5f), 1, .. BitConverter.GetBytes(0f), .. BitConverter.GetBytes(3e-9f)];
        data.ContentHash.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
    }

    private static ImageDataset Open(string id, bool isTest)
    {
        var spec = DatasetSpec.Parse(id);
        return isTest ? spec.LoadTest().ShouldNotBeNull() : spec.Load();
    }

    private static double Position(ImageDataset data, int index)
    {
        double first = data.Input(index, 0);
        double second = data.Input(index, 1);
        return data.Id.StartsWith("circle", StringComparison.Ordinal) ? Math.Sqrt(first * first + second * second) : first;
    }
}
