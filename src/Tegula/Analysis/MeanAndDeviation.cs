namespace Tegula.Analysis;

/// <summary>Mean and spread of some numbers.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Sd">Sample standard deviation (n - 1); 0 of a single number.</param>
/// <param name="Count">How many numbers, at least 1.</param>
public sealed record MeanAndDeviation(double Mean, double Sd, int Count)
{
    /// <summary>Mean and spread; null when there is no number.</summary>
    public static MeanAndDeviation? Of(IEnumerable<double> numbers)
    {
        double[] all = [.. numbers];
        if (all.Length == 0)
            return null;
        var mean = all.Average();
        var squares = all.Sum(number => (number - mean) * (number - mean));
        return new(mean, all.Length == 1 ? 0 : Math.Sqrt(squares / (all.Length - 1)), all.Length);
    }
}
