using MathNet.Numerics.Integration;
using Tegula.Compute;

namespace Tegula.Kernels.Internals;

/// <summary>
/// Means under one or two correlated normal variables by Gauss-Legendre quadrature on panels that end at the activation's kinks and shrink around them;
/// absolute error about 1e-13 for activations whose variance is of order 1.
/// </summary>
internal static class GaussianExpectation
{
    private const double RootTwoPi = 2.5066282746310002;

    // MathNet holds this order as a table, so that the nodes have the same bits everywhere.
    private const int Order = 16;

    private static readonly GaussLegendreRule Rule = new(-1, 1, Order);
    private static readonly double[] Nodes = Rule.Abscissas;
    private static readonly double[] Weights = Rule.Weights;

    /// <summary>The mean of <paramref name="function"/> of a normal variable with mean 0 and this standard deviation.</summary>
    /// <param name="activation">Where it kinks.</param>
    /// <param name="deviation">Positive.</param>
    /// <param name="function">Smooth between the activation's kinks and their negatives.</param>
    public static double Of(Activation activation, double deviation, Func<double, double> function)
    {
        var panels = new QuadraturePanels(1);
        panels.Clear(deviation);
        panels.Add(0, 1 / deviation);
        foreach (double kink in activation.Kinks)
        {
            panels.Add(kink / deviation, 1 / deviation);
            panels.Add(-kink / deviation, 1 / deviation);
        }

        panels.Cut();
        double sum = 0;
        for (int panel = 1; panel < panels.Edges.Count; panel++)
        {
            (double centre, double half) = Panel(panels, panel);
            for (int node = 0; node < Order; node++)
            {
                double z = Math.FusedMultiplyAdd(half, Nodes[node], centre);
                sum += half * Weights[node] * DeterministicMath.Exp(-0.5 * z * z) * function(deviation * z);
            }
        }

        return sum / RootTwoPi;
    }

    /// <summary>
    /// The means of s(x) s(y) and of s'(x) s'(y) for normal variables of mean 0.
    /// </summary>
    /// <param name="activation">s and its derivative.</param>
    /// <param name="deviations">Standard deviations of x and y, positive.</param>
    /// <param name="cosine">Their correlation.</param>
    /// <param name="sine">sqrt(1 - cosine^2), given apart so that it keeps its digits.</param>
    /// <param name="refinement">Width of the panels; 1, or less to see how far the result moves.</param>
    public static (double Value, double Derivative) OfPair(
        Activation activation, (double X, double Y) deviations, double cosine, double sine, double refinement = 1)
    {
        (double dx, double dy) = deviations;
        if (sine == 0)
        {
            double ratio = dy / dx * cosine;
            return (
                Of(activation, dx, x => activation.Value(x) * activation.Value(ratio * x)),
                Of(activation, dx, x => activation.Derivative(x) * activation.Derivative(ratio * x)));
        }

        QuadraturePanels outer = OuterPanels(activation, deviations, cosine, sine, refinement);
        var inner = new QuadraturePanels(refinement);
        double value = 0, derivative = 0;
        for (int panel = 1; panel < outer.Edges.Count; panel++)
        {
            (double centre, double half) = Panel(outer, panel);
            for (int node = 0; node < Order; node++)
            {
                double z = Math.FusedMultiplyAdd(half, Nodes[node], centre);
                double weight = half * Weights[node] * DeterministicMath.Exp(-0.5 * z * z);
                (double innerValue, double innerDerivative) = Smoothed(activation, dy * cosine * z, dy * sine, inner);
                value += weight * activation.Value(dx * z) * innerValue;
                derivative += weight * activation.Derivative(dx * z) * innerDerivative;
            }
        }

        return (value / RootTwoPi, derivative / RootTwoPi);
    }

    // The inner mean is the activation smoothed over sine/cosine: it turns that quickly where y kinks, however smooth it is.
    private static QuadraturePanels OuterPanels(Activation activation, (double X, double Y) deviations, double cosine, double sine, double refinement)
    {
        var panels = new QuadraturePanels(refinement);
        panels.Clear(Math.Max(deviations.X, Math.Abs(cosine) * deviations.Y));
        panels.Add(0, 1 / deviations.X);
        double stretch = 1 / Math.Abs(cosine);
        panels.Add(0, stretch * Math.Sqrt((sine * sine) + (1 / (deviations.Y * deviations.Y))));
        foreach (double kink in activation.Kinks)
        {
            panels.Add(kink / deviations.X, 1 / deviations.X);
            panels.Add(kink / (cosine * deviations.Y), stretch * Math.Min(sine, 1 / deviations.Y));
        }

        panels.Cut();
        return panels;
    }

    // Means of s and s' under a normal variable.
    private static (double Value, double Derivative) Smoothed(Activation activation, double mean, double deviation, QuadraturePanels panels)
    {
        panels.Clear(deviation);
        panels.Add(-mean / deviation, 1 / deviation);
        foreach (double kink in activation.Kinks)
            panels.Add((kink - mean) / deviation, 1 / deviation);
        panels.Cut();
        double value = 0, derivative = 0;
        for (int panel = 1; panel < panels.Edges.Count; panel++)
        {
            (double centre, double half) = Panel(panels, panel);
            for (int node = 0; node < Order; node++)
            {
                double z = Math.FusedMultiplyAdd(half, Nodes[node], centre);
                double weight = half * Weights[node] * DeterministicMath.Exp(-0.5 * z * z);
                double x = Math.FusedMultiplyAdd(deviation, z, mean);
                value += weight * activation.Value(x);
                derivative += weight * activation.Derivative(x);
            }
        }

        return (value / RootTwoPi, derivative / RootTwoPi);
    }

    private static (double Centre, double Half) Panel(QuadraturePanels panels, int panel) =>
        (0.5 * (panels.Edges[panel - 1] + panels.Edges[panel]), 0.5 * (panels.Edges[panel] - panels.Edges[panel - 1]));
}
