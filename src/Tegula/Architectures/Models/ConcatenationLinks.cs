using System.Collections.Immutable;
using Tegula.Compute;

namespace Tegula.Architectures.Models;

/// <summary>
/// The random skip connections of DenseNet-type networks: layer i of a cell takes in min(t_c, w(i - 1)) channels of layers 0 to i - 2, drawn without
/// replacement. Source: 001_20c8c2cd2fe38226.txt, Sec. 3.1.
/// </summary>
public static class ConcatenationLinks
{
    /// <summary>How many channels layer i draws: min(t_c, w(i - 1)), and 0 for the first two layers.</summary>
    /// <param name="layer">i, from 0.</param>
    /// <param name="width">w, channels of each layer.</param>
    /// <param name="candidates">t_c, the most that a layer draws.</param>
    public static int Count(int layer, int width, int candidates) => layer < 2 ? 0 : Math.Min(candidates, width * (layer - 1));

    /// <summary>The channels that layer i draws, ascending: k stands for channel k mod w of layer k / w.</summary>
    /// <param name="seed">Same seed, same links, on every machine.</param>
    /// <param name="cell">Which cell, from 0.</param>
    /// <param name="layer">i, from 0.</param>
    /// <param name="width">w, channels of each layer.</param>
    /// <param name="candidates">t_c, the most that a layer draws.</param>
    /// <returns><see cref="Count"/> different numbers in [0, w(i - 1)).</returns>
    public static ImmutableArray<int> Draw(ulong seed, int cell, int layer, int width, int candidates)
    {
        int count = Count(layer, width, candidates);
        int[] channels = [.. Enumerable.Range(0, count == 0 ? 0 : width * (layer - 1))];
        if (count == channels.Length)
            return [.. channels];
        var stream = new RandomStream(seed, "architecture/skip-connections", (ulong)cell, (ulong)layer);
        for (int place = 0; place < count; place++)
        {
            int chosen = place + stream.NextInt(channels.Length - place);
            (channels[place], channels[chosen]) = (channels[chosen], channels[place]);
        }

        Span<int> drawn = channels.AsSpan(0, count);
        drawn.Sort();
        return [.. drawn];
    }
}
