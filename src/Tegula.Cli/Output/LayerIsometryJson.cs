using Tegula.Isometry;

namespace Tegula.Cli.Output;

/// <summary>One layer in the document of <c>isometry</c>, over all repeats.</summary>
/// <param name="Layer">Name of its weights.</param>
/// <param name="Outputs">Rows of the Jacobian.</param>
/// <param name="Inputs">Columns of the Jacobian.</param>
/// <param name="MeanSingularValue">Mean of the repeats' means.</param>
/// <param name="Sd">Standard deviation of the repeats' means; 0 for one repeat.</param>
/// <param name="Least">The smallest singular value.</param>
/// <param name="Greatest">The largest.</param>
/// <param name="MeanDeviation">Mean of |singular value - 1|.</param>
internal sealed record LayerIsometryJson(
    string Layer, int Outputs, int Inputs, double MeanSingularValue, double Sd, double Least, double Greatest, double MeanDeviation)
{
    /// <summary>One layer of several measurements of a network.</summary>
    public static LayerIsometryJson Of(IReadOnlyList<NetworkIsometry> repeats, int layer)
    {
        LayerIsometry[] found = [.. repeats.Select(repeat => repeat.Layers[layer])];
        return new(
            found[0].Layer,
            found[0].Outputs,
            found[0].Inputs,
            found.Average(item => item.MeanSingularValue),
            SdOf([.. found.Select(item => item.MeanSingularValue)]),
            found.Min(item => item.Least),
            found.Max(item => item.Greatest),
            found.Average(item => item.MeanDeviation));
    }

    /// <summary>Standard deviation of a sample; 0 for one value.</summary>
    public static double SdOf(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
