using Tegula.Compute;

namespace Tegula.Datasets;

/// <summary>
/// The synthetic classification problems of two features and two classes: a line, or a disc, cut into pieces of which each second one is the same class.
/// 60,000 training and 12,000 test samples of 2x1x1, the same bits on every machine.
/// </summary>
/// <remarks>
/// Source: 001_20c8c2cd2fe38226.txt, App. H.1 and Table 6. The brackets of the table's formulas do not match, and floor(i / 20) leaves [0, 1] after
/// 400 samples although the text says that [0, 1] is cut into 20 segments. Read here: sample i lies in piece k = i mod K of K, where its position is uniform in
/// [k/K, (k + 1)/K), and its label is k mod 2, so that all pieces and both classes are equally frequent. On the line both features are this position; in the
/// disc it is the radius,
/// at an angle uniform in [0, 2 pi), and the features are the coordinates. Each pseudo-random draw depends on (piece count, kind, split) and its place alone.
/// </remarks>
public static class SegmentedDatasets
{
    /// <summary>The seed from which all samples are drawn.</summary>
    public const ulong Seed = 20_260_102;

    /// <summary>Training samples of each set.</summary>
    public const int TrainingCount = 60_000;

    /// <summary>Test samples of each set.</summary>
    public const int TestCount = 12_000;

    private const int Classes = 2;

    private static readonly ImageShape Shape = new(2, 1, 1);

    /// <summary>The line [0, 1] in segments: <c>seg20</c>, <c>seg30</c>.</summary>
    /// <param name="segments">K, at least 2.</param>
    /// <param name="test">True for the test samples.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="segments"/> is below 2.</exception>
    public static FeatureDataset Segments(int segments, bool test = false) => Draw($"seg{segments}", segments, test, (position, _) => (position, position));

    /// <summary>The unit disc in concentric rings: <c>circle20</c>.</summary>
    /// <param name="rings">K, at least 2.</param>
    /// <param name="test">True for the test samples.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rings"/> is below 2.</exception>
    public static FeatureDataset Circle(int rings, bool test = false) => Draw($"circle{rings}", rings, test, (radius, turn) =>
    {
        double angle = 2 * Math.PI * turn;
        return (radius * DeterministicMath.Cos(angle), radius * DeterministicMath.Sin(angle));
    });

    private static FeatureDataset Draw(string id, int pieces, bool test, Func<double, double, (double First, double Second)> place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pieces, 2);
        int count = test ? TestCount : TrainingCount;
        var stream = new RandomStream(Seed, id, test ? 1UL : 0UL);
        float[] features = new float[count * Shape.Length];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            int piece = i % pieces;
            (double first, double second) = place((piece + (double)stream.NextSingle()) / pieces, stream.NextSingle());
            features[2 * i] = (float)first;
            features[2 * i + 1] = (float)second;
            labels[i] = (byte)(piece % Classes);
        }

        return new FeatureDataset(id, id, Shape, Classes, features, labels);
    }
}
