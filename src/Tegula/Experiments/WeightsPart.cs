using System.Runtime.InteropServices;
using Tegula.Compute.Plans;

namespace Tegula.Experiments;

/// <summary>Trained weights as they are remembered.</summary>
/// <param name="Weights">Flat parameters, singles.</param>
/// <param name="Means">Running means of the batch norms, doubles.</param>
/// <param name="Variances">Their running variances, doubles.</param>
internal sealed record WeightsPart(byte[] Weights, byte[] Means, byte[] Variances)
{
    /// <summary>Weights and statistics as bytes.</summary>
    public static WeightsPart Of(float[] weights, BatchNormStatistics statistics) =>
        new(Bytes<float>(weights), Bytes<double>(statistics.Means), Bytes<double>(statistics.Variances));

    /// <summary>The parameters; null where their number is another than a network has.</summary>
    /// <param name="length">Parameters of the network.</param>
    public float[]? ToWeights(int length) =>
        Weights.Length == length * sizeof(float) ? MemoryMarshal.Cast<byte, float>(Weights).ToArray() : null;

    /// <summary>The statistics.</summary>
    public BatchNormStatistics ToStatistics()
    {
        var statistics = new BatchNormStatistics(Means.Length / sizeof(double));
        MemoryMarshal.Cast<byte, double>(Means).CopyTo(statistics.Means);
        MemoryMarshal.Cast<byte, double>(Variances).CopyTo(statistics.Variances);
        return statistics;
    }

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();
}
