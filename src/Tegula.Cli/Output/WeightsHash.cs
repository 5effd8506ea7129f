using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Tegula.Compute.Plans;

namespace Tegula.Cli.Output;

/// <summary>What trained weights are told apart by.</summary>
internal static class WeightsHash
{
    /// <summary>SHA-256 of the weights, as little-endian singles in their order, and of the running means and variances, as doubles.</summary>
    public static string Of(float[] weights, BatchNormStatistics statistics)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(weights.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(statistics.Means.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(statistics.Variances.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
