using Tegula.Architectures;
using Tegula.Compute.Graphs;
using Tegula.Networks;

namespace Tegula.Tests.Indicators;

/// <summary>
/// The thin network in double precision, by loops over one channel of 3 x 3 pixels, straight from the cell's computation: what each rectifier sees.
/// Only the weights come from the library.
/// </summary>
internal sealed class PlainThinNetwork
{
    private const int Side = 3;
    private readonly CellComputation _cell;
    private readonly Dictionary<string, double[]> _weights;

    /// <summary>The network of one random initialisation.</summary>
    public PlainThinNetwork(CellComputation cell, ulong seed, int repeat)
    {
        _cell = cell;
        Graph graph = NasBench201Network.BuildThin(cell, Side);
        float[] flat = WeightInitialization.KaimingNormal(graph, seed, repeat);
        _weights = graph.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => flat[parameter.Offset..(parameter.Offset + parameter.Length)].Select(value => (double)value).ToArray());
    }

    /// <summary>For each sample the values before every rectifier, nine for each.</summary>
    /// <param name="crops">(row, column, sample).</param>
    /// <param name="samples">Number of samples.</param>
    public double[][] BeforeRectifiers(float[] crops, int samples)
    {
        double[][] input = [.. Enumerable.Range(0, samples)
            .Select(n => Enumerable.Range(0, Side * Side).Select(p => (double)crops[(p * samples) + n]).ToArray())];
        var terms = new List<double[][]> { input };
        var rectified = new SortedSet<int>();
        var copies = new Dictionary<(NasBench201Operation Kind, int Source), int>();
        foreach (CellOperation operation in _cell.Operations)
        {
            double[][] source = Sum(terms, operation.Source);
            if (operation.Kind == NasBench201Operation.AvgPool3x3)
            {
                terms.Add([.. source.Select(image => Window(image, (_, _) => 1, isMean: true))]);
                continue;
            }

            rectified.Add(operation.Source);
            int copy = copies.GetValueOrDefault((operation.Kind, operation.Source));
            copies[(operation.Kind, operation.Source)] = copy + 1;
            string kind = operation.Kind == NasBench201Operation.NorConv1x1 ? "nor_conv_1x1" : "nor_conv_3x3";
            double[] weights = _weights[$"cell0.{kind}({operation.Source}).{copy}.conv"];
            double Tap(int row, int column) => weights.Length == 9 ? weights[((row + 1) * 3) + column + 1] : row == 0 && column == 0 ? weights[0] : 0;
            terms.Add(Normalise([.. source.Select(image => Window([.. image.Select(value => Math.Max(value, 0))], Tap, isMean: false))]));
        }

        double[][][] seen = [.. rectified.Select(value => Sum(terms, value)), Normalise(Sum(terms, _cell.Values.Length - 1))];
        return [.. Enumerable.Range(0, samples).Select(n => seen.SelectMany(value => value[n]).ToArray())];
    }

    private double[][] Sum(List<double[][]> terms, int value)
    {
        double[][] sum = [.. terms[0].Select(image => new double[image.Length])];
        foreach (CellTerm term in _cell.Values[value])
        {
            for (int n = 0; n < sum.Length; n++)
            {
                for (int p = 0; p < sum[n].Length; p++) sum[n][p] += terms[term.Operation][n][p] / term.Divisor;
            }
        }

        return sum;
    }

    // The 3x3 window around each pixel: a weighted sum, or a mean over the pixels that exist.
    private static double[] Window(double[] image, Func<int, int, double> tap, bool isMean)
    {
        var result = new double[image.Length];
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                double sum = 0;
                int count = 0;
                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        if (row + dy is < 0 or >= Side || column + dx is < 0 or >= Side) continue;
                        sum += tap(dy, dx) * image[((row + dy) * Side) + column + dx];
                        count++;
                    }
                }

                result[(row * Side) + column] = isMean ? sum / count : sum;
            }
        }

        return result;
    }

    private static double[][] Normalise(double[][] images)
    {
        double[] all = [.. images.SelectMany(image => image)];
        double mean = all.Average();
        double variance = all.Sum(value => (value - mean) * (value - mean)) / all.Length;
        return [.. images.Select(image => image.Select(value => (value - mean) / Math.Sqrt(variance + 1e-5)).ToArray())];
    }
}
