using Tegula.Compute;

namespace Tegula.Statistics;

/// <summary>Percentile intervals by resampling rows with replacement (B. Efron, "Bootstrap methods: another look at the jackknife", 1979).</summary>
/// <remarks>
/// Resample r is a function of the seed and r alone, so statistics computed in separate calls see the same resamples, which makes differences between them
/// paired; and the result does not depend on the number of threads.
/// </remarks>
public sealed record Bootstrap
{
    /// <summary>Resamples where nothing else is asked for.</summary>
    public const int DefaultResamples = 1000;

    /// <summary>Number of resamples, at least 1.</summary>
    public int Resamples { get; init; } = DefaultResamples;

    /// <summary>Share of the resamples that the interval holds, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Decides what is drawn.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, at least 1; 0 takes one per processor. Results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Computes something on every resample.</summary>
    /// <typeparam name="T">What is computed.</typeparam>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="statistic">Given how often each row was drawn; called from several threads at once, and must not keep the array.</param>
    /// <param name="token">Ends the work early.</param>
    /// <returns>One result a resample, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no row, or no resample.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T[] Run<T>(int rows, Func<int[], T> statistic, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        var results = new T[Resamples];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Threads == 0 ? Environment.ProcessorCount : Threads, CancellationToken = token };
        Parallel.For(
            0,
            Resamples,
            options,
            () => new int[rows],
            (resample, _, counts) =>
            {
                Draw(counts, resample);
                results[resample] = statistic(counts);
                return counts;
            },
            _ => { });
        return results;
    }

    /// <summary>
    /// The percentile interval of a statistic's values: both tails outside are equally large, and between two values one interpolates linearly. Resamples on
    /// which the statistic was not defined are left out.
    /// </summary>
    /// <param name="values">The statistic on each resample; null where it was not defined.</param>
    /// <returns>The interval; null where the statistic was defined on no resample.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="Confidence"/> is not between 0 and 1.</exception>
    public BootstrapInterval? Interval(IEnumerable<double?> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Confidence, 1);
        double[] sorted = [.. values.OfType<double>().Order()];
        double tail = (1 - Confidence) / 2;
        return sorted.Length == 0 ? null : new(Quantile(sorted, tail), Quantile(sorted, 1 - tail));
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    private void Draw(int[] counts, int resample)
    {
        Array.Clear(counts);
        var random = new RandomStream(Seed, "bootstrap", (ulong)resample);
        for (int draw = 0; draw < counts.Length; draw++)
            counts[random.NextInt(counts.Length)]++;
    }
}
